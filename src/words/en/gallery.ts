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
};

export type GalleryWords = typeof gallery;
