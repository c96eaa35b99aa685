import type { StatisticsWords } from '../en/statistics.ts';
import { cn } from './cn.ts';

export const statistics: StatisticsWords = {
  title: '统计',
  count: '连接数',
  send: '发送',
  again: '重新开始',
  sent: (text, _, from, to) => cn`从${from}到 ${to} 的 ${text} 个连接`,
  none: '还没有计数：发送一些连接，看看种子怎样分配它们。',
  range: (most) => cn`请写 1 到 ${most} 之间的数。`,
  byPod: '按 Pod',
  byNode: '按 Node',
  receiver: '接收者',
  connections: '连接数',
  share: '占比',
  expected: '预期',
  deviation: '偏差',
  sigma: '以标准差为单位，超过 3 很少见',
  legend: '条上的竖线是概率给出的预期值。',
  client: '客户端',
  failures: { refused: '被拒绝', unreachable: '无路由', timeout: '无人应答：超时', unresolved: '没有地址' },
  truncated: '还有更多路径没有计入。',
};
