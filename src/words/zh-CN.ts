import type { Catalog } from './en.ts';
import { header } from './zh-CN/header.ts';
import { map } from './zh-CN/map.ts';
import { matrix } from './zh-CN/matrix.ts';
import { player } from './zh-CN/player.ts';
import { statistics } from './zh-CN/statistics.ts';

/** Everything that the page says, in simplified Chinese. Kubernetes' own words stay English. */
export const zhCN = { header, map, matrix, player, statistics } satisfies Catalog;
