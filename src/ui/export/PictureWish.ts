import type { Network } from '../../model/Address.ts';
import type { SimulationResult } from '../../model/Simulation.ts';
import type { ObjectKey } from '../../model/Span.ts';
import type { Language } from '../../words/language.ts';
import type { Tokens } from '../canvas/readTokens.ts';

/** A picture or a film that is wanted of what the page shows. Plain data: it goes to a worker. */
export interface PictureWish {
  kind: 'png' | 'svg' | 'gif';
  result: SimulationResult;
  way: number;
  /** Where the player stands: a hop and a part of it. */
  position: number;
  opened: readonly ObjectKey[];
  focus: ObjectKey | null;
  layer: Network | null;
  language: Language;
  title: string;
  tokens: Tokens;
  transparent: boolean;
}

/** What comes of it, as it comes. */
export type PictureNews =
  | { kind: 'progress'; part: number }
  | { kind: 'done'; file: Blob }
  | { kind: 'failed'; message: string };
