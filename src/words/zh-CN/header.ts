import type { Catalog } from '../en.ts';
import { cn } from './cn.ts';

export const header: Catalog['header'] = {
  notLoaded: (language) => cn`${language} 文本没能加载，请检查网络。`,
};
