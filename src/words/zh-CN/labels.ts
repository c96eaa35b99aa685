import type { Catalog } from '../en.ts';
import { cn } from './cn.ts';

const field = (name: 'src' | 'dst'): string => (name === 'dst' ? '目的' : '源');

export const labels: Catalog['labels'] = {
  resolved: (name, answer) => `${name} = ${answer}`,
  unresolved: () => '无法解析',
  sends: (flags, to) => `${flags} ▸ ${to}`,
  picks: (node) => cn`选中 ${node}`,
  changes: (name, to) => `${field(name)} ▸ ${to}`,
  undoes: (name, to) => `${field(name)} ◂ ${to}`,
  allowed: () => '允许',
  forwards: () => '转发',
  header: () => 'PROXY 头',
  badRequest: () => '请求无效',
  hangsUp: () => '断开',
  wraps: (to) => `VXLAN ▸ ${to}`,
  unwraps: () => '解封装',
  answered: () => '收到应答',
  refused: () => '被拒绝',
  sees: (source) => cn`看到 ${source}`,
  answers: () => '应答',
  rejected: () => '拒绝',
  dropped: () => '丢弃',
  noListener: (packet) => packet,
  noRoute: () => '无路由',
  passes: () => '放行',
};
