/** The scenarios that come with Kubehop, by name: the title that stands in the text too, and what one learns from it. */
export const gallery = {
  '01-pods-come-and-go': { title: 'Pods come and go', goal: 'What an address is worth whose owner may go.' },
  '02-create-a-service': { title: 'Create a Service; who is behind it', goal: 'Labels, endpoints and EndpointSlices.' },
  '03-cluster-ip': {
    title: 'Cluster IP: what the API server stored',
    goal: 'Which lines the API server adds, and which address stays.',
  },
  '04-kube-proxy': {
    title: 'kube-proxy: a load balancer on every Node',
    goal: 'Rules that change a destination, and the chances in them.',
  },
  '05-several-ports': {
    title: 'Several ports, each with a name',
    goal: 'What a Service promises of a port, and what it does not.',
  },
  '06-environment-variables': {
    title: 'Discovery by environment variables',
    goal: 'What a container knows, and since when.',
  },
  '07-dns': { title: 'Discovery by DNS', goal: 'Names, search lists and Namespaces.' },
  '08-three-networks': {
    title: 'Three IPs, three networks',
    goal: 'Which addresses are on a wire, and which only in rules.',
  },
  '09-node-port': { title: 'NodePort 31002: in from outside', goal: 'A door on every Node at which nobody listens.' },
  '10-load-balancer': {
    title: 'A load balancer in front; type LoadBalancer',
    goal: 'Two choices, one after the other.',
  },
  labels: {
    title: 'Pods, a ReplicationController and a Service, tied by a label',
    goal: 'Who is behind a Service, and why.',
  },
  'two-ports': { title: 'A Service with two ports', goal: 'Why each port needs a name.' },
  discovery: {
    title: 'Finding a Service by variables and by name',
    goal: 'What a container knows, and since when.',
  },
  nodeport: {
    title: 'Port 31002 on every Node',
    goal: 'The way in from outside, without anything that listens.',
  },
  'load-balancer': {
    title: 'One Service, three doors',
    goal: 'Load balancer, node port and Cluster IP in one picture.',
  },
  'policy-after-snat': {
    title: 'The policy that never sees its client',
    goal: 'What a NetworkPolicy takes for the source, with externalTrafficPolicy Cluster and Local.',
  },
  'proxy-protocol': {
    title: 'PROXY protocol: who asks, in the first line',
    goal: 'How a Pod behind a proxy learns of the client, and who must not come past it.',
  },
  vxlan: {
    title: 'A packet inside a packet',
    goal: 'How Pods of two Nodes talk over a network that knows Nodes only.',
  },
  'web-and-database': {
    title: 'A web application and its database: who may reach what?',
    goal: 'A Service keeps nobody out; a NetworkPolicy does.',
  },
  'blue-green': {
    title: 'Blue/green: how does a Service change sides at once?',
    goal: 'One field of the selector, and what becomes of open connections.',
  },
  canary: {
    title: 'Canary by labels: how large is its share?',
    goal: 'Two Deployments behind one selector: a share is a number of Pods.',
  },
  'headless-statefulset': {
    title: 'Headless StatefulSet: how does each member get a name?',
    goal: 'Names of a Service without a Cluster IP, and who keeps them.',
  },
  'ingress-controller': {
    title: 'Ingress: which connections are there between a client and a Pod?',
    goal: 'Two connections, and what the Pod at the end of each sees.',
  },
  'multi-zone': {
    title: 'Several zones: how does traffic stay in its own?',
    goal: 'trafficDistribution, hints in EndpointSlices, and what happens when a zone is empty.',
  },
  'dual-stack': {
    title: 'Dual stack: one Service with addresses of both families',
    goal: 'Two Cluster IPs, two EndpointSlices, and rules for each family.',
  },
  'node-local-dns': {
    title: 'Node-local DNS: how does a Pod ask the DNS server of its own Node?',
    goal: 'A DaemonSet behind internalTrafficPolicy Local.',
  },
  'external-database': {
    title: 'An external database behind a Service: how, without a selector?',
    goal: 'An EndpointSlice that you write, and that nobody checks.',
  },
  'endpoints-migration': {
    title: 'From Endpoints to EndpointSlice: how do I move without a gap?',
    goal: 'What mirrors Endpoints, and in which order to go.',
  },
  'metallb-like': {
    title: 'A load balancer made of routes (as MetalLB with BGP): who is in the way?',
    goal: 'Packets arrive as the client sent them; externalTrafficPolicy decides where.',
  },
  'cloud-like': {
    title: 'A load balancer that is a proxy (as many clouds’): what does the Pod see?',
    goal: 'Two choices, two connections, and a source that is not the client.',
  },
  'ping-cluster-ip': {
    title: "Why can't I ping the Cluster IP?",
    goal: 'A Cluster IP exists in rules only, and rules ask for a protocol and a port.',
  },
  'three-ports': {
    title: 'port, targetPort, nodePort: which one, and where?',
    goal: 'Three numbers at three places, and who refuses the wrong one.',
  },
  'selector-typo': {
    title: 'Why are there no endpoints?',
    goal: 'A selector looks at the labels of Pods; one letter is enough.',
  },
  'named-target-port': {
    title: 'Why does a named targetPort not work?',
    goal: 'The name is looked up in the containers, with the protocol.',
  },
  'container-port-optional': {
    title: 'Must containerPort be declared?',
    goal: 'It is documentation, except for a targetPort by name.',
  },
  'node-port-range': { title: 'Why is nodePort 2181 refused?', goal: '30000–32767, one pool for the cluster.' },
  'headless-port': {
    title: 'Why is port 80 of my headless Service refused?',
    goal: 'Without a Cluster IP there are no rules to turn one port into another.',
  },
  'headless-env': { title: 'Why is WEB_SERVICE_HOST empty?', goal: 'Variables need a Cluster IP; names do not.' },
  'source-address-lost': {
    title: 'Why does the Pod see a Node instead of my client?',
    goal: 'What externalTrafficPolicy Cluster and Local do to the source address.',
  },
  'local-drops': {
    title: 'Local is set, and some Nodes time out. Why?',
    goal: 'A Node without a local endpoint drops without a word.',
  },
  'local-imbalance': {
    title: 'How unequal is externalTrafficPolicy Local?',
    goal: 'A load balancer counts Nodes, not Pods.',
  },
  'health-check-node-port': {
    title: 'Why are most of my Nodes unhealthy?',
    goal: 'The health check port says where the Pods are.',
  },
  'external-ip-pending': {
    title: 'Why is EXTERNAL-IP <pending> for ever?',
    goal: 'Who fills status.loadBalancer, and what works while nobody does.',
  },
  'localhost-node-port': {
    title: 'Why does 127.0.0.1:31002 fail on the Node itself?',
    goal: 'On which addresses a node port answers, in each mode.',
  },
  'laptop-node-port': {
    title: 'Why can I not reach the node port from my laptop?',
    goal: 'The Nodes’ addresses are inside a virtual machine, and no route leads there.',
  },
  'source-ranges': {
    title: 'Are loadBalancerSourceRanges enforced?',
    goal: 'Which address they guard, and which port they do not.',
  },
  'lb-short-circuit': {
    title: 'Does a call from inside go through the load balancer?',
    goal: 'ipMode VIP and Proxy: straight to a Pod, or out and in again.',
  },
  'external-ips': {
    title: 'What if two Services claim one external IP?',
    goal: 'How anybody may catch an address on every Node.',
  },
  'affinity-behind-nat': {
    title: 'Why does session affinity put everyone on one Pod?',
    goal: 'Affinity knows the address that kube-proxy sees, each Node for itself.',
  },
  'affinity-timeout': {
    title: 'Why did the affinity timeout not take effect?',
    goal: 'Each new connection begins it anew.',
  },
  'affinity-two-ports': {
    title: 'Do two ports of a Service share their affinity?',
    goal: 'Rules belong to a port, and so does what they remember.',
  },
  'keep-alive': {
    title: 'I scaled to ten. Why do two Pods do all the work?',
    goal: 'The choice is made for a connection, not for a request.',
  },
  'random-not-round-robin': {
    title: 'Is kube-proxy a round robin?',
    goal: 'At random, with equal chances, which stand in the rules.',
  },
  hairpin: {
    title: 'Can a Pod reach itself through its Service?',
    goal: 'What comes back to its sender needs another source.',
  },
  'topology-hints-removed': { title: 'Why do topology hints do nothing?', goal: 'The sum that the safeguard does.' },
  'internal-local': {
    title: 'Does internalTrafficPolicy Local fall back?',
    goal: 'Local, and PreferSameNode, which falls back.',
  },
  'port-forward': {
    title: 'Does kubectl port-forward svc/web balance?',
    goal: 'It takes one Pod, and goes around kube-proxy.',
  },
  'external-name-https': {
    title: 'Why does my ExternalName fail with HTTPS, or on the port that I gave it?',
    goal: 'It is an alias in DNS, and nothing else.',
  },
  'dns-search': {
    title: 'Why does the short name fail from another Namespace?',
    goal: 'The search list begins with the own Namespace.',
  },
  'dual-stack-policy': {
    title: 'PreferDualStack or RequireDualStack: what is the difference?',
    goal: 'Which addresses of two families a Service gets.',
  },
  'rollout-errors': {
    title: 'Why do requests fail during a rolling update?',
    goal: 'How long Nodes go by old rules, and what a preStop hook is for. Look at the timeline.',
  },
  terminating: {
    title: 'Does a Pod that is terminating still get traffic?',
    goal: 'Not while another one is ready; and then it does.',
  },
  'udp-stale': {
    title: 'Why does UDP go on to a Pod that is gone?',
    goal: 'What a kernel remembers of a flow, and when kube-proxy has it forgotten.',
  },
  'env-order': {
    title: 'Why is SERVICE_HOST empty?',
    goal: 'Variables are written when a container starts, names are asked for when they are needed.',
  },
};

export type GalleryWords = typeof gallery;
