import { header } from './en/header.ts';
import { map } from './en/map.ts';
import { matrix } from './en/matrix.ts';
import { player } from './en/player.ts';
import { statistics } from './en/statistics.ts';

/** Everything that the page says, in English: texts, and functions where something is put in. */
export const en = { header, map, matrix, player, statistics };

/** What every language must have: the compiler compares. */
export type Catalog = typeof en;
