import { percent } from '../../scene/hopWords.ts';
import type { MatrixColumn, MatrixRow } from '../../model/Matrix.ts';
import type { CellLook } from '../../scene/cellLook.ts';
import type { MatrixWords } from '../../words/en/matrix.ts';

type Words = MatrixWords;

/** The shape of each way to end, as everywhere on the page. */
export const MARKS: Record<CellLook['state'], string> = {
  delivered: '✓',
  partly: '◐',
  refused: '↩',
  timeout: '✕',
  unreachable: '↩',
  unresolved: '?',
};

/** `3 of 3`, `timeout`: what stands in a cell. */
export const shortWords = (words: Words, { state, reached, of }: CellLook): string =>
  state === 'delivered' || state === 'partly' ? words.of(reached, of) : words.states[state];

/** The same in full, for who hears it. */
export function fullWords(words: Words, look: CellLook): string {
  const delivered = words.delivered(look.reached, look.of);
  if (look.state === 'delivered') return delivered;
  if (look.state !== 'partly' || look.failure === '') return words.states[look.state];
  return `${delivered}, ${words.partly(percent(look.share), words.states[look.failure])}`;
}

export function rowName(words: Words, { place }: MatrixRow): string {
  if (place.kind === 'client') return words.client;
  return place.kind === 'node' || place.namespace === 'default' ? place.name : `${place.namespace}/${place.name}`;
}

/** `web`, or `shop/cart` outside the Namespace default. */
export const objectName = (key: string): string => key.replace(/^[^/]*\/(default\/)?/, '');

/** `load balancer`, `node port n1`. */
export const columnName = (words: Words, { kind, owner }: MatrixColumn): string =>
  `${words.kinds[kind]}${owner && ` ${owner.replace(/^default\//, '')}`}`;

/** The address without its scheme. */
export const addressOf = ({ url }: MatrixColumn): string => url.replace(/^\w+:\/\//, '');
