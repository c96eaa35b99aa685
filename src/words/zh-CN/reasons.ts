import type { Catalog } from '../en.ts';
import { cn } from './cn.ts';
import { named, spot } from './told.ts';

export const reasons: Catalog['reasons'] = {
  loopbackIn: (node) => cn`${node} 丢弃它：loopback 地址不能从网线进来。`,
  loopbackOut: (node) => cn`${node} 丢弃它：源地址是 loopback，不能离开这个 Node。`,
  loopbackCalled: (node) => cn`${node} 丢弃它：外部不能访问它的 loopback 地址。`,
  ownSource: (node, source) => cn`${node} 丢弃它：源地址 ${source} 是它自己的地址。`,
  ownSourceInPod: (pod, source) => cn`${pod} 丢弃它：源地址 ${source} 是它自己的地址，应答发不出去。`,
  noMasqueradeAddress: (node) => cn`${node} 丢弃它：没有可以用来做 masquerade 的地址。`,
  wentRound: (node, between) => cn`${node} 丢弃它：它在 ${between.join('、')} 之间打转，直到 TTL 耗尽。`,
  cannotTell: () => '它没法告知发送方。',
  outsideRanges: (node, source, service) =>
    cn`${node} 丢弃它：${source} 不在 ${service} 的任何一个 loadBalancerSourceRanges 里。`,
  selfOutsideRanges: (node, service) =>
    cn`${node} 丢弃它：${node} 自己不在 ${service} 的任何一个 loadBalancerSourceRanges 里。`,
  addRange: () => '请添加一个包含它的网段。',
  invalid: (node) => cn`${node} 丢弃它：它不属于 ${node} 知道的任何连接。`,
  otherWayBack: () => '应答走了和请求不同的路。',
  unallocated: (node, address) => cn`${node} 丢弃它：没有 Service 使用 Cluster IP ${address}。`,
  dropsBy: (node, comment) => cn`${node} 丢弃它：${comment}。`,
  drops: (node) => cn`${node} 丢弃它。`,

  droppedNoLocal: (node, service, policy) =>
    cn`${node} 丢弃它：${service} 在 ${node} 上没有端点，而 ${policy} 是 Local。`,
  rejectedNoLocal: (node, service, policy) =>
    cn`${node} 拒绝它：${service} 在 ${node} 上没有端点，而 ${policy} 是 Local。`,
  useCluster: (node) => cn`改用 Cluster，或者在 ${node} 上运行一个 Pod。`,
  noEndpoints: (node, service) => cn`${node} 拒绝它：${service} 没有端点。`,
  matchReadyPod: () => '让它的 selector 选中一个就绪的 Pod。',
  giveEndpoint: () => '给它一个就绪的端点。',
  rejectedPort: (node, owner, port, protocol) => cn`${node} 拒绝它：${named(owner)}没有端口 ${port}/${protocol}。`,
  rejectedPing: (node, owner) => cn`${node} 拒绝它：${named(owner)}不应答 ping。`,
  onlyItsPorts: () => 'Service 的地址只在该 Service 的端口上应答。',
  nobodyListens: (port, protocol, at) => cn`${named(at)}里没有进程监听端口 ${port}/${protocol}。`,
  mendTargetPort: (pod) => cn`把 Service 的 targetPort 改成 ${pod} 监听的端口。`,

  deniedOut: (node, pod, to, port) =>
    cn`${node} 丢弃它：没有 NetworkPolicy 允许 ${pod} 访问${spot(to)}${port && `的端口 ${port}`}。`,
  deniedIn: (node, from, pod, port) =>
    cn`${node} 丢弃它：没有 NetworkPolicy 允许${spot(from)}访问 ${pod}${port && `的端口 ${port}`}。`,
  policySeesPod: () => 'NetworkPolicy 看到的是 Service 背后的 Pod，以及 Pod 的端口。',
  allowIt: (policy) => cn`请在${policy || '其中一个 NetworkPolicy'}里添加一条允许它的规则。`,
  sourceReplaced: (asker, by) =>
    cn`源地址已经不是${named(asker)}的：${named(by)}换上了自己的地址。externalTrafficPolicy 为 Local 时，NetworkPolicy 才看得到客户端。`,

  noRoute: (to) => cn`从这里没有到 ${to} 的路由。`,
  noRouteFrom: (node, to) => cn`${node} 没有到 ${to} 的路由。`,
  nobodyOnWire: (to) => cn`Node 网络上没有机器拥有 ${to}：没有任何回音。`,
  noNodeHas: (to) => cn`没有 Node 拥有地址 ${to}：没有任何回音。`,
  nodesOutside: (to) => cn`Node 在自己的网络里，客户端没有到 ${to} 的路由：没有任何回音。`,
  useBalancer: () => '请使用负载均衡器、kubectl port-forward，或者添加路由。',
  noPodHas: (to) => cn`没有 Pod 拥有 ${to}：无人应答。`,
  gone: (pod) => cn`${pod} 已经不存在了。`,
  notForwarding: (pod, to) => cn`${pod} 不是 ${to}，也不做转发。`,
  answerLost: (to) => cn`应答丢失了：集群外部没有到 ${to} 的路由。`,
  notMasqueraded: () => '这里 Pod 访问外部时不做 masquerade。',
  podOutside: (to) => cn`集群外部没有到 Pod 地址 ${to} 的路由：没有任何回音。`,
  clusterIPOutside: (to) => cn`Cluster IP ${to} 只存在于 Node 的规则里：外部没有到它的路由，因此没有任何回音。`,
  useDoor: () => '请使用 NodePort 或负载均衡器。',
  nobodyHas: (to) => cn`没有到 ${to} 的路由：没有任何回音。`,
  noService: (to) => cn`没有 Service 使用 Cluster IP ${to}，所以没有规则接手这个数据包：它离开集群，之后没有任何回音。`,
  noSuchPort: (owner, port, protocol) =>
    cn`${named(owner)}没有端口 ${port}/${protocol}，所以没有规则接手这个数据包：它离开集群，之后没有任何回音。`,
  noPing: (owner) =>
    cn`${named(owner)}只有端口，而 ping 没有端口，所以没有规则接手这个数据包：它离开集群，之后没有任何回音。`,

  gaveBack: (target) => cn`Node 把数据包退了回来：它没有针对 ${target} 的规则。`,
  noHealthyNode: () => '负载均衡器丢弃它：没有 Node 通过健康检查，因为每个 Node 上都没有就绪的本地端点。',
  noNodeForBalancer: () => '负载均衡器丢弃它：没有 Node 可以接收它的数据包。',
  noFrontend: (target) => cn`负载均衡器没有监听 ${target}。`,

  answersPing: (who, from) => cn`${named(who)}应答 ${from} 的 ping。`,
  answers: (who, source) => cn`${named(who)}应答，它看到的来源是 ${source}。`,
  answersByHeader: (who, source) => cn`${named(who)}应答，它看到的来源是 ${source}：这是 PROXY 头告诉它的。`,
  connectionFrom: (source) => cn`连接本身来自 ${source}。`,
  misreadsHeader: (who) => cn`${named(who)}把 PROXY 头当成了请求：Web 服务器会应答 400。`,
  readHeader: () => '让它的程序读取 PROXY 头，或者让负载均衡器不要发送。',
  waitsForHeader: (who) => cn`${named(who)}等待 PROXY 头，然后断开连接：这条路径上没有机器发送它。`,
  headerByBalancer: () => '只有经过负载均衡器的连接才带有它。',
  strangeAnswer: (from, who) => cn`应答来自 ${from}，但并没有向那里发过请求：${named(who)}不认为这是给自己的应答。`,

  noName: (name) => cn`名称 ${name} 无法解析。`,
  notAnAddress: (text) =>
    cn`${text} 不是地址：请写成 tcp://HOST:PORT、udp://HOST:PORT、sctp://HOST:PORT 或 icmp://HOST。`,
  nodeOff: (name) => cn`机器 ${name} 已关机：没有任何回音。`,
  noSuchNode: (name) => cn`没有名为 ${name} 的 Node。`,
  noSuchPod: (name) => cn`没有名为 ${name} 的 Pod。`,
  podDown: (name) => cn`Pod ${name} 没有运行：它没有网络。`,
};
