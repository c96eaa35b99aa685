import type { Catalog } from '../en.ts';
import { cn } from './cn.ts';
import { named } from './told.ts';

export const seen: Catalog['seen'] = {
  answer: (from) => (from ? cn`来自${named(from)}的应答` : '应答'),
  portUnreachable: () => 'Destination Port Unreachable',
  refused: () => 'connection refused',
  noRoute: () => 'no route to host',
  timeout: () => '没有应答：超时',
  unresolved: () => 'could not resolve host',
};
