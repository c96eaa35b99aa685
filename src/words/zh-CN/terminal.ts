import type { Catalog } from '../en.ts';
import { cn } from './cn.ts';

export const terminal: Catalog['terminal'] = {
  name: '终端',
  places: '命令在哪里执行',
  openPlace: '打开另一处',
  closePlace: (place) => `关闭 ${place}`,
  findPlace: 'Node、Pod 或客户端……',
  here: '在此打开终端',
  command: '命令',
  searching: (text) => `查找“${text}”`,
  options: (n) => cn`${n} 个补全`,
  takeBack: '撤回上一条命令',
  copy: '复制为会话记录',
  wrap: '自动换行',
  wide: '加宽',
  copied: '会话记录已在剪贴板里。',
  notCopied: '这里不能使用剪贴板。',
  addToText: '加到 YAML',
  replaceText: '用它替换 YAML',
  saveFile: '下载',
  notInText: '这个对象不在文本里：它是控制器或命令创建的。',
  run: '执行',
  typedAt: '在时间线的这一刻',
  begin: '命令在这份文本的集群里执行，试一条：',
  onNode: '在 Node 上：',
  elsewhere: '在客户端或 Pod 里：',
};
