import { editor } from './en/editor.ts';
import { embed } from './en/embed.ts';
import { engine } from './en/engine.ts';
import { gallery } from './en/gallery.ts';
import { header } from './en/header.ts';
import { hop } from './en/hop.ts';
import { inspector } from './en/inspector.ts';
import { map } from './en/map.ts';
import { matrix } from './en/matrix.ts';
import { notices } from './en/notices.ts';
import { objects } from './en/objects.ts';
import { page } from './en/page.ts';
import { picture } from './en/picture.ts';
import { player } from './en/player.ts';
import { statistics } from './en/statistics.ts';
import { terminal } from './en/terminal.ts';
import { traffic } from './en/traffic.ts';

/** Everything that the page says, in English: texts, and functions where something is put in. */
export const en = {
  editor,
  embed,
  engine,
  gallery,
  header,
  hop,
  inspector,
  map,
  matrix,
  notices,
  objects,
  page,
  picture,
  player,
  statistics,
  terminal,
  traffic,
};

/** What every language must have: the compiler compares. */
export type Catalog = typeof en;
