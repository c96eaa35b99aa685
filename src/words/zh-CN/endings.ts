import type { Ending } from '../../model/Trace.ts';

/** How connections end, in a word or two. */
export const endings = {
  delivered: '送达',
  partly: '部分送达',
  refused: '被拒绝',
  timeout: '超时',
  unreachable: '无路由',
  unresolved: '无此名称',
} satisfies Record<Ending['result'] | 'partly', string>;
