/** The scenarios that come with Kubehop, by name: the title that stands in the text too, and what one learns from it. */
export const gallery = {
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
