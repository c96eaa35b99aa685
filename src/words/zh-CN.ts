import type { Catalog } from './en.ts';
import { header } from './zh-CN/header.ts';

/** Everything that the page says, in simplified Chinese. Kubernetes' own words stay English. */
export const zhCN = { header } satisfies Catalog;
