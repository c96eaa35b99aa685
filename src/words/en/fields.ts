import { many } from './many.ts';

/** What fields of the YAML do to packets; the editor shows it beside Kubernetes' own description. */
const does = {
  'Service.spec': 'Only kube-proxy reads it: it becomes rules on every Node. No process and no machine is the Service.',
  'ServiceSpec.type':
    'How many doors lead in. ClusterIP: an address that only the cluster’s rules know. NodePort: also a port on every Node. LoadBalancer: also an address outside, which sends to the Nodes. ExternalName: no rules at all, only an answer of DNS.',
  'ServiceSpec.clusterIP':
    'The address that rules on every Node turn into a Pod’s. No interface has it. None makes the Service headless: DNS answers with the Pods’ own addresses, and nothing is translated.',
  'ServiceSpec.clusterIPs': 'One address for each IP family; each family has rules of its own.',
  'ServiceSpec.ports':
    'Each port has a chain of rules of its own. What comes to any other port of the Cluster IP is refused.',
  'ServicePort.port': 'The port that clients ask for. The rules replace it by targetPort when they choose a Pod.',
  'ServicePort.targetPort':
    'The port at the Pod, where a program must listen. A name is looked up in each Pod by itself; Pods that do not have it are left out. Default: the same as port.',
  'ServicePort.nodePort':
    'A port that the rules take on every Node, whether or not a Pod runs there. Nothing listens on it: `ss` does not show it.',
  'ServicePort.protocol': 'The rules match this protocol only. TCP to a port that is UDP here is refused.',
  'ServicePort.name':
    'What EndpointSlices call the port, and its SRV record in DNS. Names must be the same on both sides, else the port has no endpoints.',
  'ServicePort.appProtocol': 'A note for load balancers and meshes. kube-proxy does not read it: no packet changes.',
  'ServiceSpec.selector':
    'Which Pods of the Namespace become endpoints: those with all of these labels. Without it nobody is behind the Service until you write EndpointSlices.',
  'ServiceSpec.externalTrafficPolicy':
    'Cluster: a Node may send what comes from outside to a Pod anywhere, and replaces the source by its own address. Local: only to Pods on the same Node, the client’s address stays, and a Node without one drops it.',
  'ServiceSpec.internalTrafficPolicy':
    'Local: what is sent inside the cluster only goes to Pods on the sender’s own Node. If there is none, it is dropped, though Pods elsewhere are ready.',
  'ServiceSpec.sessionAffinity':
    'ClientIP: a Node remembers which Pod it chose for a source address and chooses it again. Clients behind one NAT are one client to it.',
  'ServiceSpec.sessionAffinityConfig':
    'How long a Node remembers its choice for a source address after the last new connection.',
  'ClientIPConfig.timeoutSeconds': 'So long after the last new connection of a source, its Node chooses a Pod again.',
  'ServiceSpec.externalIPs':
    'The rules also take these addresses, on whichever Node a packet to them arrives. Nothing brings it there: routing that address to a Node is up to you.',
  'ServiceSpec.externalName':
    'DNS answers with an alias to this name. No rules, no ports: the client connects to that host itself.',
  'ServiceSpec.loadBalancerSourceRanges':
    'What comes to the load balancer’s address from any other source is dropped. Node ports stay open to everyone.',
  'ServiceSpec.loadBalancerIP': 'A wish for the load balancer’s address; deprecated, and up to the provider.',
  'ServiceSpec.loadBalancerClass': 'Whose load balancer it is. The default one then leaves the Service alone.',
  'ServiceSpec.allocateLoadBalancerNodePorts':
    'false: no node ports. Only load balancers that reach Pods or the Service address without them can deliver then.',
  'ServiceSpec.healthCheckNodePort':
    'With externalTrafficPolicy Local, each Node answers here whether it has a ready Pod of the Service. Load balancers leave out Nodes that say no.',
  'ServiceSpec.publishNotReadyAddresses':
    'true: Pods get traffic and DNS records before they are ready. For peers that must find each other at the start.',
  'ServiceSpec.trafficDistribution':
    'PreferSameZone, PreferSameNode: the rules of a Node choose among near Pods as long as there is one, and do not look at load.',
  'ServiceSpec.ipFamilies':
    'In which of the two families there are Cluster IPs, rules and slices. The first is the main one and cannot change.',
  'ServiceSpec.ipFamilyPolicy': 'Whether the Service has one family or both.',
  'Deployment.spec': 'What keeps Pods running. Services never look at it: they look at the labels of its Pods.',
  'DeploymentSpec.replicas': 'So many Pods, each an endpoint once it is ready: connections are shared out by chance.',
  'DeploymentSpec.selector':
    'Which Pods are this Deployment’s own. It has nothing to do with the selector of a Service.',
  'DeploymentSpec.template': 'The labels in here are what Services select by.',
  'DeploymentSpec.strategy': 'While Pods are replaced, endpoints come and go; rules on Nodes follow a little later.',
  'ObjectMeta.labels':
    'Services, policies and workloads find objects by them. On a workload itself no Service looks at them: the template’s count.',
  'ObjectMeta.namespace':
    'Services select Pods of their own Namespace only. Short names in DNS mean the own Namespace.',
  'ObjectMeta.name': 'A Service’s name is its name in DNS.',
  'ContainerPort.containerPort':
    'Opens nothing: the program decides where it listens. Here it is what Kubehop takes for the port that the program listens on.',
  'ContainerPort.name': 'What targetPort may say instead of a number.',
  'ContainerPort.hostPort':
    'A rule on the Pod’s own Node leads this port of the Node’s address to the Pod, without any Service.',
  'ContainerPort.protocol': 'TCP and UDP on one number are two ports.',
  'Container.ports': 'Names for targetPort, and a note of what listens. Leaving a port out does not close it.',
  'Container.readinessProbe':
    'Until it succeeds, and as soon as it fails, the Pod is no endpoint: rules on all Nodes leave it out. Connections that are open stay.',
  'Container.livenessProbe': 'When it fails, the container is started again. It does not decide about endpoints.',
  'Container.startupProbe': 'The other probes wait until it has succeeded; until then the Pod is not ready.',
  'Container.lifecycle': 'A preStop hook that sleeps lets rules on all Nodes forget the Pod before its program ends.',
  'HTTPGetAction.port': 'The kubelet asks the Pod’s own address on this port from its Node: no Service in between.',
  'PodSpec.hostNetwork':
    'The Pod has no address of its own: it has the Node’s, and its ports are the Node’s. Packets to it change the band: from Pod addresses to Node addresses.',
  'PodSpec.nodeName':
    'Placed by hand, past the scheduler. With policy Local it decides which Node’s door leads anywhere.',
  'PodSpec.nodeSelector': 'Only Nodes with these labels can take the Pod, and so be the ones where Local finds it.',
  'PodSpec.dnsPolicy':
    'Whom the Pod asks for names. ClusterFirst: the cluster’s DNS. Default: the Node’s, which knows no Services. With hostNetwork use ClusterFirstWithHostNet.',
  'PodSpec.dnsConfig': 'Search domains and ndots decide how many questions a short name costs.',
  'PodSpec.subdomain': 'With a headless Service of this name the Pod has a DNS name of its own.',
  'PodSpec.hostname': 'The first part of the Pod’s name in DNS, below subdomain.',
  'PodSpec.readinessGates': 'The Pod is an endpoint only when somebody has also set these conditions.',
  'PodSpec.terminationGracePeriodSeconds':
    'So long a Pod may go on after it was told to end. It is no longer ready, but the last resort where no Pod is.',
  'PodSpec.enableServiceLinks':
    'Addresses of the Services that existed when the Pod started, as environment variables. They never change later.',
  'StatefulSetSpec.serviceName': 'The headless Service under which each Pod has a name of its own in DNS.',
  'NetworkPolicySpec.podSelector':
    'The Pods that the policy closes: what no policy allows is dropped, at the Pod, after the Service’s address was translated.',
  'NetworkPolicySpec.ingress': 'Who may connect to these Pods. An empty list: nobody.',
  'NetworkPolicySpec.egress': 'Whom these Pods may connect to. Without port 53 to the cluster’s DNS, names fail first.',
  'NetworkPolicySpec.policyTypes':
    'Which directions are closed at all. Egress without a rule closes everything, DNS too.',
  'NetworkPolicyPort.port': 'The Pod’s port, not the Service’s: policies see packets after the translation.',
  'IPBlock.cidr': 'Addresses as the packet has them at the Pod; a Node that replaced the source is what is seen.',
  'Endpoint.conditions': 'ready decides whether rules use it; serving and terminating are the last resort.',
  'EndpointSlice.ports': 'Their names must be those of the Service’s ports.',
  'KubeProxyConfiguration.mode': 'What kube-proxy writes: iptables chains, nftables maps, or virtual servers of IPVS.',
  'KubeProxyConfiguration.detectLocalMode':
    'How kube-proxy tells Pods’ traffic from other: it decides which sources are replaced.',
  'KubeProxyConfiguration.nodePortAddresses': 'On which of its addresses a Node has node ports.',
  'KubeProxyIPTablesConfiguration.masqueradeAll':
    'true: everything to a Cluster IP gets the Node’s source address. Pods then see Nodes only.',
  'ScenarioSpec.seed': 'Chooses among random choices: the same seed, the same Pods.',
  'ScenarioSpec.podNetwork': 'How packets go between Nodes: routed as they are, or wrapped in VXLAN.',
  'ScenarioSpec.nodeNetwork':
    'private: the client outside has no route to the Nodes, as with kind, Docker Desktop, or private Nodes of a cloud.',
  'ScenarioSpec.steps': 'What is run and asked, in order.',
  'ScenarioStep.on': 'Where it runs: admin, client, node/NAME or pod/NAME.',
  'ScenarioStep.run': 'A command of the terminal.',
  'ScenarioStep.reach': 'A URL: everything that can happen to a new connection.',
};

export const fields = {
  /** What fields do, by type and name. */
  does,
  inPath: 'In the data path',
  required: 'required',
  values: 'Values',
  /** Buttons: to where the name under the cursor comes from, or who uses it. */
  goTo: (places: number) => (places === 1 ? 'Go to definition' : `Go to ${places} places`),
  rename: 'Rename',
  renaming: (name: string, places: number) => `Rename ${name} at ${many(places, 'place')} to`,
  renamed: (places: number) => `Renamed at ${many(places, 'place')}.`,
  places: 'Places',
  nowhere: 'Nothing else in this text has that name.',
  noName: 'Only labels and names of ports can be renamed here.',
  cancel: 'Cancel',
};

export type Fields = typeof fields;
