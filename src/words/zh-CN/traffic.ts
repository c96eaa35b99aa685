import type { Catalog } from '../en.ts';
import { cn } from './cn.ts';

export const traffic: Catalog['traffic'] = {
  name: '流量',
  from: '从',
  to: '到',
  client: '外部客户端',
  nodes: 'Node',
  pods: 'Pod',
  nothing: '还没有可以连接的地址',
  other: '其他地址…',
  go: '确定',
  send: (n) => `发送 ${n}`,
  allWays: '全部路径',
  allWaysHint: '同时画出连接可能走的其他路径，以及它们的概率',
  statistics: '统计：很多连接怎样分布',
  shares: '流量去向',
  nothingSent: '还没有发送连接。',
  sent: (text) => `${text} 个连接`,
  byChance: '按概率',
  receiver: '接收者',
  connections: '连接数',
  chance: '概率',
  share: '占比',
  nobody: {
    refused: '被拒绝',
    unreachable: '不可达',
    timeout: '无人应答：超时',
    unresolved: '没有地址',
  },
  follow: (receiver) => cn`跟随到${receiver}的路径`,
  truncated: '还有更多路径没有列出；概率按列出的路径计算。',
};
