import type { GalleryName } from './index.ts';

/** What a scenario is about. */
export type Topic = 'addresses' | 'outside' | 'choice' | 'names' | 'time' | 'architecture';

export interface Details {
  /** Of the list of misunderstandings: `S06`. */
  number?: string;
  topic: Topic;
  /** Where people asked, or where Kubernetes says it: `OWNER/REPOSITORY#ISSUE` on GitHub, or an address. */
  sources: readonly string[];
}

/** Where the questions of the gallery come from. The list of scenarios has it with it, no first visit loads it. */
export const DETAILS: Partial<Record<GalleryName, Details>> = {
  labels: {
    topic: 'addresses',
    sources: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/'],
  },
  'two-ports': {
    topic: 'addresses',
    sources: ['https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services'],
  },
  discovery: {
    topic: 'names',
    sources: ['https://kubernetes.io/docs/concepts/services-networking/service/#discovering-services'],
  },
  nodeport: {
    topic: 'outside',
    sources: ['https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport'],
  },
  'load-balancer': {
    topic: 'outside',
    sources: ['https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer'],
  },
  'proxy-protocol': { topic: 'outside', sources: ['https://www.haproxy.org/download/1.8/doc/proxy-protocol.txt'] },
  vxlan: { topic: 'outside', sources: ['https://datatracker.ietf.org/doc/html/rfc7348'] },
  'policy-after-snat': {
    number: 'S30',
    topic: 'outside',
    sources: ['aws/eks-anywhere#4406', 'antrea-io/antrea#280', 'kubernetes/website#10151'],
  },
  'ping-cluster-ip': {
    number: 'S01',
    topic: 'addresses',
    sources: [
      'https://danielepolencic.hashnode.dev/learn-why-you-cant-ping-a-kubernetes-service',
      'opsnull/follow-me-install-kubernetes-cluster#350',
    ],
  },
  'three-ports': {
    number: 'S02',
    topic: 'addresses',
    sources: [
      'docker/for-mac#3144',
      'kubernetes-sigs/kind#808',
      'https://matthewpalmer.net/kubernetes-app-developer/articles/kubernetes-ports-targetport-nodeport-service.html',
    ],
  },
  'selector-typo': {
    number: 'S03',
    topic: 'addresses',
    sources: ['kubernetes/kubernetes#47711', 'kubernetes/kubernetes#7341', 'kubernetes/kubernetes#8329'],
  },
  'named-target-port': {
    number: 'S04',
    topic: 'addresses',
    sources: ['kubernetes/kubernetes#83145', 'kubernetes/kubernetes#109627'],
  },
  'container-port-optional': { number: 'S05', topic: 'addresses', sources: ['kubernetes/website#26790'] },
  'node-port-range': {
    number: 'S27',
    topic: 'addresses',
    sources: ['kubernetes/kubernetes#11690', 'k3s-io/k3s#6375', 'istio/istio#14499'],
  },
  'headless-port': {
    number: 'S21',
    topic: 'addresses',
    sources: [
      'kubernetes/kubernetes#17634',
      'kubernetes/kubernetes#131270',
      'openshift/origin#2187',
      'kubernetes/website#39641',
    ],
  },
  'headless-env': { number: 'S22', topic: 'addresses', sources: ['kubernetes/kubernetes#14630'] },
  'source-address-lost': {
    number: 'S06',
    topic: 'outside',
    sources: ['kubernetes/kubernetes#91374', 'kubernetes/kubernetes#114058'],
  },
  'local-drops': {
    number: 'S07',
    topic: 'outside',
    sources: [
      'kubernetes/kubernetes#66354',
      'kubernetes/kubernetes#127937',
      'kubernetes/ingress-nginx#2582',
      'SREGym/SREGym#805',
    ],
  },
  'local-imbalance': { number: 'S08', topic: 'outside', sources: ['kubernetes/kubernetes#68474', 'Azure/AKS#4905'] },
  'health-check-node-port': {
    number: 'S09',
    topic: 'outside',
    sources: [
      'scaleway/scaleway-cloud-controller-manager#62',
      'cloudnativelabs/kube-router#455',
      'kubernetes/kubernetes#125167',
    ],
  },
  'external-ip-pending': {
    number: 'S10',
    topic: 'outside',
    sources: ['kubernetes-sigs/kind#411', 'kubernetes/minikube#4113', 'kubernetes/kubernetes#122212'],
  },
  'localhost-node-port': {
    number: 'S25',
    topic: 'outside',
    sources: ['kubernetes/kubernetes#56320', 'kubernetes/kubernetes#96879', 'k0sproject/k0s#5760'],
  },
  'laptop-node-port': {
    number: 'S26',
    topic: 'outside',
    sources: ['kubernetes-sigs/kind#1890', 'kubernetes-sigs/kind#449', 'kubernetes-sigs/kind#3140'],
  },
  'source-ranges': {
    number: 'S28',
    topic: 'outside',
    sources: ['kubernetes/kubernetes#33586', 'kubernetes/kubernetes#109575', 'kubernetes/kubernetes#88698'],
  },
  'lb-short-circuit': {
    number: 'S29',
    topic: 'outside',
    sources: [
      'kubernetes/kubernetes#66607',
      'kubernetes/kubernetes#115931',
      'hetznercloud/hcloud-cloud-controller-manager#727',
    ],
  },
  'external-ips': { topic: 'outside', sources: ['kubernetes/kubernetes#23855', 'kubernetes/website#55473'] },
  'affinity-behind-nat': {
    number: 'S12',
    topic: 'choice',
    sources: ['kubernetes/kubernetes#43958', 'kubernetes/kubernetes#13865', 'kubernetes/kubernetes#55603'],
  },
  'affinity-timeout': { number: 'S13', topic: 'choice', sources: ['kubernetes/kubernetes#86522'] },
  'affinity-two-ports': { number: 'S14', topic: 'choice', sources: ['kubernetes/kubernetes#103000'] },
  'keep-alive': {
    number: 'S15',
    topic: 'choice',
    sources: [
      'kubernetes/kubernetes#38456',
      'kubernetes/kubernetes#64580',
      'https://www.kubenativehq.com/blog/kubernetes-long-lived-connections',
    ],
  },
  'random-not-round-robin': {
    number: 'S16',
    topic: 'choice',
    sources: ['kubernetes/kubernetes#37932', 'kubernetes/kubernetes#64580'],
  },
  hairpin: {
    number: 'S17',
    topic: 'choice',
    sources: ['kubernetes/kubernetes#20475', 'cloudnativelabs/kube-router#1235', 'kubernetes/website#748'],
  },
  'topology-hints-removed': {
    number: 'S23',
    topic: 'choice',
    sources: ['kubernetes/kubernetes#122437', 'kubernetes/kubernetes#103888', 'kubernetes/kubernetes#114215'],
  },
  'internal-local': {
    number: 'S24',
    topic: 'choice',
    sources: ['kubernetes/kubernetes#134895', 'kubernetes/kubernetes#121371'],
  },
  'port-forward': { number: 'S33', topic: 'choice', sources: ['kubernetes/kubectl#881'] },
  'external-name-https': {
    number: 'S11',
    topic: 'names',
    sources: ['kubernetes/kubernetes#61226', 'kubernetes/website#16627'],
  },
  'dns-search': {
    number: 'S31',
    topic: 'names',
    sources: ['kubernetes/website#8638', 'kubernetes/kubernetes#16744', 'kubernetes/kubernetes#93824'],
  },
  'dual-stack-policy': { topic: 'addresses', sources: ['kubernetes/website#46562', 'k3s-io/k3s#13383'] },
  'rollout-errors': {
    number: 'S19',
    topic: 'time',
    sources: ['kubernetes/kubernetes#43576', 'kubernetes/kubernetes#86280', 'cilium/cilium#45593'],
  },
  terminating: {
    number: 'S20',
    topic: 'time',
    sources: ['kubernetes/kubernetes#67592', 'kubernetes/kubernetes#123116', 'kubernetes/kubernetes#128479'],
  },
  'udp-stale': {
    number: 'S18',
    topic: 'time',
    sources: [
      'kubernetes/kubernetes#139628',
      'kubernetes/kubernetes#48370',
      'kubernetes/kubernetes#126130',
      'kubernetes/kubernetes#19029',
    ],
  },
  'env-order': {
    number: 'S32',
    topic: 'names',
    sources: ['kubernetes/kubernetes#5184', 'projectcontour/contour#1122'],
  },
  'web-and-database': {
    topic: 'architecture',
    sources: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  },
  'blue-green': {
    topic: 'architecture',
    sources: ['https://kubernetes.io/blog/2018/04/30/zero-downtime-deployment-kubernetes-jenkins/'],
  },
  canary: {
    topic: 'architecture',
    sources: ['https://kubernetes.io/docs/concepts/workloads/management/#canary-deployments'],
  },
  'headless-statefulset': {
    topic: 'architecture',
    sources: ['https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id'],
  },
  'ingress-controller': {
    topic: 'architecture',
    sources: ['https://kubernetes.io/docs/concepts/services-networking/ingress/'],
  },
  'multi-zone': {
    topic: 'architecture',
    sources: ['https://kubernetes.io/docs/concepts/services-networking/service/#traffic-distribution'],
  },
  'dual-stack': {
    topic: 'architecture',
    sources: ['https://kubernetes.io/docs/concepts/services-networking/dual-stack/'],
  },
  'node-local-dns': {
    topic: 'architecture',
    sources: ['https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/'],
  },
  'external-database': {
    topic: 'architecture',
    sources: ['https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors'],
  },
  'endpoints-migration': {
    topic: 'architecture',
    sources: ['https://kubernetes.io/blog/2025/04/24/endpoints-deprecation/'],
  },
  'metallb-like': { topic: 'architecture', sources: ['https://metallb.universe.tf/concepts/bgp/'] },
  'cloud-like': {
    topic: 'architecture',
    sources: ['https://kubernetes.io/docs/tasks/access-application-cluster/create-external-load-balancer/'],
  },
};

/** The address of a source. */
export function sourceUrl(source: string): string {
  const [, repository, issue] = /^([\w-]+\/[\w.-]+)#(\d+)$/.exec(source) ?? [];
  return repository ? `https://github.com/${repository}/issues/${issue}` : source;
}

/** A source in few characters: `kubernetes#91374`, or the host of its address. */
export function sourceName(source: string): string {
  const [, repository, issue] = /^[\w-]+\/([\w.-]+)#(\d+)$/.exec(source) ?? [];
  return repository ? `${repository}#${issue}` : (/^https:\/\/([^/]+)/.exec(source)?.[1] ?? source);
}
