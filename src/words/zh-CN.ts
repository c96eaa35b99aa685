import type { Catalog } from './en.ts';
import { header } from './zh-CN/header.ts';
import { hop } from './zh-CN/hop.ts';
import { inspector } from './zh-CN/inspector.ts';
import { map } from './zh-CN/map.ts';
import { matrix } from './zh-CN/matrix.ts';
import { objects } from './zh-CN/objects.ts';
import { picture } from './zh-CN/picture.ts';
import { player } from './zh-CN/player.ts';
import { statistics } from './zh-CN/statistics.ts';
import { traffic } from './zh-CN/traffic.ts';

/** Everything that the page says, in simplified Chinese. Kubernetes' own words stay English. */
export const zhCN = {
  header,
  hop,
  inspector,
  map,
  matrix,
  objects,
  picture,
  player,
  statistics,
  traffic,
} satisfies Catalog;
