import type { Catalog } from '../en.ts';

export const terminal: Catalog['terminal'] = {
  name: '终端',
  place: '在哪里执行命令',
  command: '命令',
  run: '执行',
  typedAt: '在时间线的这一刻',
  begin: '命令在这份文本的集群里执行，试一条：',
  onNode: '在 Node 上：',
  elsewhere: '在客户端或 Pod 里：',
};
