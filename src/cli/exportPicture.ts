import { decidingHop } from '../scene/decidingHop.ts';
import type { SimulationResult } from '../model/Simulation.ts';
import { FilmPainter } from '../paint/FilmPainter.ts';
import { textWidth } from '../paint/textWidth.ts';
import { inLanguage } from '../words/inLanguage.ts';
import type { Catalog } from '../words/en.ts';
import type { Language } from '../words/language.ts';
import { type Theme, themeTokens } from './themeTokens.ts';
import { UsageError } from './UsageError.ts';

export interface Look {
  theme?: string;
  /** The hop to stand at, from 1, or `deciding`; absent: the end, with the whole way. */
  hop?: string;
}

const THEMES: readonly string[] = ['light', 'dark'] satisfies Theme[];

/** The picture of a result as SVG, the same bytes on every machine. */
export function exportPicture(result: SimulationResult, look: Look, words: Catalog, language: Language): string {
  const { theme = 'light' } = look;
  if (!THEMES.includes(theme)) throw new UsageError(`--theme is ${THEMES.join(' or ')}`);
  const way = result.taken;
  const trace = result.reach?.traces[way];
  const hops = trace?.hops.length ?? 0;
  const hop = look.hop === 'deciding' && trace ? decidingHop(trace) + 1 : Number(look.hop);
  if (look.hop !== undefined && !(Number.isInteger(hop) && hop >= 1 && hop <= hops))
    throw new UsageError(hops > 0 ? `--hop is deciding, or a number from 1 to ${hops}` : '--hop needs a connection');
  const shot = { result, way, position: hops, opened: [], focus: null, layer: null, transparent: false };
  const film = new FilmPainter(shot, words);
  const time = look.hop === undefined ? film.now : film.restAt(hop - 1);
  const title = inLanguage(result.scenario.title, language) || result.scenario.name || 'Kubehop';
  return film.svg(themeTokens(theme as Theme), title, textWidth, time);
}
