import type { LadderWords } from '../en/ladder.ts';
import { cn } from './cn.ts';

export const ladder: LadderWords = {
  name: '用时序图表示的连接',
  machines: { client: '客户端', loadBalancer: '负载均衡器', node: 'Node', pod: 'Pod' },
  on: (node) => cn`在 ${node} 上`,
  row: (hop, hops, place) => cn`第 ${hop} 跳，共 ${hops} 跳，${place}`,
  back: '回程',
  picks: (node, nodes) => cn`从 ${nodes} 个 Node 中选中 ${node}`,
  forwards: '转发',
  passes: '放行',
  undone: { dst: '还原 SNAT', src: '还原 DNAT' },
  allows: { Ingress: 'NetworkPolicy 允许进入', Egress: 'NetworkPolicy 允许发出' },
  proxyHeader: {
    sent: '在数据之前加上 PROXY 头',
    read: '读取 PROXY 头',
    unexpected: '把 PROXY 头当成数据',
    missing: '等待 PROXY 头，但它没有来',
  },
  encapsulate: '外加 VXLAN：',
  decapsulate: '去掉 VXLAN：',
  within: (vni) => cn`在 VXLAN ${vni} 中：`,
  sends: (what) => cn`发出 ${what}`,
  sees: '看到的来源是',
  senderSees: (what) => cn`发送方看到：${what}`,
  endings: {
    delivered: '送达',
    refused: '被拒绝',
    dropped: '被丢弃',
    unreachable: '无路由',
    timeout: '超时',
    unresolved: '没有地址',
  },
  print: '打印',
};
