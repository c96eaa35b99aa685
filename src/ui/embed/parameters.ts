import { EMBED_PANELS, type EmbedPanel } from '../../share/embedPanels.ts';
import { type Language, languageOf } from '../../words/language.ts';

export interface EmbedParameters {
  /** The hops as a row of buttons under the picture. */
  timeline: boolean;
  /** What is shown beside picture and hops, in the order in which it was asked for. */
  panels: EmbedPanel[];
  /** The text cannot be edited, and no command of one's own be typed. */
  readonly: boolean;
  run: 'click' | 'auto' | 'none';
  theme: 'auto' | 'light' | 'dark';
  /** Where to stand at first: a hop, from 1. */
  step: number | null;
  speed: number;
  controls: boolean;
  /** Tell the host how high the frame would like to be. */
  autosize: boolean;
  /** What was asked for, else what the browser wishes. */
  language: Language;
}

const oneOf = <T extends string>(value: string | null, allowed: readonly T[], otherwise: T): T =>
  allowed.find((a) => a === value) ?? otherwise;

/** Reads what the embedding page asked for. Unknown parameters and values are ignored. */
export function readParameters(query: string, browser: readonly string[] = []): EmbedParameters {
  const asked = new URLSearchParams(query);
  const panels = asked.get('panels')?.split(',');
  const step = Number(asked.get('step'));
  const speed = Number(asked.get('speed'));
  return {
    timeline: panels ? panels.includes('timeline') : true,
    panels: [...new Set(panels)].flatMap((name) => EMBED_PANELS.find((known) => known === name) ?? []),
    readonly: (asked.get('readonly') ?? '0') !== '0',
    run: oneOf(asked.get('run'), ['click', 'auto', 'none'], 'click'),
    theme: oneOf(asked.get('theme'), ['auto', 'light', 'dark'], 'auto'),
    step: Number.isInteger(step) && step > 0 ? step : null,
    speed: speed >= 0.25 && speed <= 8 ? speed : 1,
    controls: asked.get('controls') !== '0',
    autosize: asked.get('autosize') === '1',
    language: languageOf([asked.get('lang'), ...browser]),
  };
}
