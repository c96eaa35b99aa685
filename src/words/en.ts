import { header } from './en/header.ts';
import { hop } from './en/hop.ts';
import { inspector } from './en/inspector.ts';
import { map } from './en/map.ts';
import { matrix } from './en/matrix.ts';
import { objects } from './en/objects.ts';
import { picture } from './en/picture.ts';
import { player } from './en/player.ts';
import { statistics } from './en/statistics.ts';
import { traffic } from './en/traffic.ts';

/** Everything that the page says, in English: texts, and functions where something is put in. */
export const en = { header, hop, inspector, map, matrix, objects, picture, player, statistics, traffic };

/** What every language must have: the compiler compares. */
export type Catalog = typeof en;
