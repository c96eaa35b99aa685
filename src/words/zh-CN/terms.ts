import type { Terms } from '../en/terms.ts';
import { cn } from './cn.ts';

const conntrack = '连接跟踪：内核的连接表，之后每个数据包怎样改写由它决定。';
const vxlan = '把整个帧放进 UDP，从 Node 送到 Node：中间的网络不需要到 Pod 的路由。';

export const terms: Terms = {
  PREROUTING: {
    name: 'PREROUTING',
    here: (_, at) => cn`数据包刚进入${at}。`,
    means: '路由之前的 netfilter hook：在这里还能改写目的地址。',
  },
  INPUT: {
    name: 'INPUT',
    here: (_, at) => cn`${at}自己收下这个数据包。`,
    means: 'netfilter hook，发给本机进程的数据包经过这里。',
  },
  FORWARD: {
    name: 'FORWARD',
    here: (_, at) => cn`数据包只是经过${at}。`,
    means: 'netfilter hook，从一个接口转到另一个接口的数据包经过这里。',
  },
  OUTPUT: {
    name: 'OUTPUT',
    here: (_, at) => cn`${at}上的进程发出了这个数据包。`,
    means: 'netfilter hook，本机自己发出的数据包经过这里。',
  },
  POSTROUTING: {
    name: 'POSTROUTING',
    here: (_, at) => cn`数据包即将离开${at}的内核。`,
    means: '路由之后的 netfilter hook：在这里可以改写源地址。',
  },
  NEW: {
    name: 'conntrack NEW',
    here: (_, at) => cn`${at}还没有见过这个连接的应答。`,
    means: cn`${conntrack}只有新连接才会比对 nat 规则。`,
  },
  ESTABLISHED: {
    name: 'conntrack ESTABLISHED',
    here: (_, at) => cn`${at}已经见过这个连接两个方向的数据包。`,
    means: cn`${conntrack}不再比对 nat 规则。`,
  },
  RELATED: {
    name: 'conntrack RELATED',
    here: (_, at) => cn`这个数据包报告的是${at}已知的一个连接。`,
    means: 'ICMP 错误的状态：它们像所报告的连接一样被还原地址。',
  },
  INVALID: {
    name: 'conntrack INVALID',
    here: (_, at) => cn`${at}无法把这个数据包归入任何连接。`,
    means: '没有表项的数据包的状态；需要转发时，kube-proxy 会丢弃它们。',
  },
  dns: {
    name: 'DNS',
    here: ({ name, to }) => cn`名称 ${name} 的地址是 ${to}。`,
    means: 'CoreDNS 用 Cluster IP 应答 Service 的名称；headless Service 则用它的 Pod 地址。',
  },
  first: {
    name: '第一个数据包',
    here: ({ name, to }) => cn`这是 ${name}，发往 ${to}：一个连接由此开始。`,
    means: '连接的第一个数据包决定整个连接去哪里。Kubehop 跟随它和它的应答。',
  },
  balancer: {
    name: '负载均衡器',
    here: ({ to, n }) => cn`它从 ${n} 个中选中 ${to}。`,
    means: '集群外的机器，把连接分给各个 Node；它不知道 Pod。',
  },
  dnat: {
    name: 'DNAT',
    here: ({ from, to }) => cn`数据包原来发往 ${from}，现在发往 ${to}。`,
    means: '目的地址转换：规则改写目的地址。应答不需要规则就会被还原。',
  },
  snat: {
    name: 'SNAT',
    here: ({ from, to }) => cn`数据包原来来自 ${from}，现在来自 ${to}。`,
    means: '源地址转换：规则改写源地址，让应答回到这台机器。',
  },
  masquerade: {
    name: 'masquerade',
    here: ({ from, to }) => cn`数据包原来来自 ${from}，现在来自 ${to}。`,
    means: '把源地址改成数据包离开时所用接口的地址。接收方因此看不到客户端的地址。',
  },
  ipvs: {
    name: 'IPVS',
    here: ({ from, to }) => cn`虚拟服务器 ${from} 把它转给 ${to}。`,
    means: '内核里的负载均衡器：Service 的每个地址和端口对应一个虚拟服务器。',
  },
  mark: {
    name: 'fwmark',
    here: ({ to }) => cn`数据包现在带有标记 ${to}。`,
    means: '数据包旁边的一个数字，只在一个内核里有效。kube-proxy 的 0x4000 表示：之后做 masquerade。',
  },
  undone: {
    name: '反向 NAT',
    here: ({ from, to }) => cn`${from} 还原为 ${to}。`,
    means: '对请求做过的改写，连接跟踪在应答上还原，发送方才认得它。',
  },
  allowed: {
    name: 'NetworkPolicy',
    here: ({ name }) => cn`选中 ${name} 的一条策略允许它。`,
    means: '策略规定谁可以与 Pod 通信。有一条允许就允许；没有被任何策略选中的 Pod 是开放的。',
  },
  denied: {
    name: 'NetworkPolicy',
    here: ({ name }) => cn`有策略选中 ${name}，但没有一条允许它。`,
    means: '策略规定谁可以与 Pod 通信。一旦被选中，就只允许列出的内容。',
  },
  route: {
    name: '路由',
    here: ({ to, name }) => cn`去 ${to} 走接口 ${name}。`,
    means: '路由表中包含目的地址的最具体的一条，决定从哪个接口发出。',
  },
  proxy: {
    name: 'PROXY protocol',
    here: ({ name }) => cn`数据以“${name}”开头。`,
    means: '代理把客户端的地址写在数据之前，因为它自己的连接会掩盖这个地址。',
  },
  wrap: {
    name: 'VXLAN',
    here: ({ from, to }) => cn`数据包装在另一个数据包里，从 ${from} 到 ${to}。`,
    means: vxlan,
  },
  unwrap: { name: 'VXLAN', here: () => '外层数据包被去掉。', means: vxlan },
  socket: {
    name: 'socket',
    here: ({ n, from }) => cn`一个进程${n ? `在端口 ${n} ` : ''}收下它。对它来说，发送方是 ${from}。`,
    means: '连接与程序相接的地方。程序只知道数据包此时的地址。',
  },
  received: {
    name: 'socket',
    here: ({ name }) => cn`发送方得到了应答：${name}。`,
    means: '连接与程序相接的地方。应答必须来自请求发往的地址，否则不算数。',
  },
  reject: {
    name: 'REJECT',
    here: ({ name }) => cn`一条规则用 ${name} 拒绝它。`,
    means: '发送方立刻得知，不必等待。',
  },
  drop: {
    name: 'DROP',
    here: () => '数据包到此为止，谁也不会得到通知。',
    means: '发送方什么也收不到，一直等到放弃：超时。',
  },
  noListener: {
    name: '关闭的端口',
    here: ({ n }) => cn`没有进程监听端口 ${n}。`,
    means: '由内核自己拒绝：TCP 用 RST，UDP 用 ICMP 错误。',
  },
  noRoute: {
    name: '没有路由',
    here: ({ to }) => cn`这个网络上没有谁拥有 ${to}。`,
    means: '数据包只能走到有机器知道目的地址怎么去的地方。',
  },
};
