import type { SeenArgs, Texts } from '../../model/Message.ts';
import { named } from './told.ts';

/** What the program that asked gets to see. */
export const seen: Texts<SeenArgs> = {
  answer: (from) => `an answer${from && ` from ${named(from)}`}`,
  portUnreachable: () => 'Destination Port Unreachable',
  refused: () => 'connection refused',
  noRoute: () => 'no route to host',
  timeout: () => 'no answer: timeout',
  unresolved: () => 'could not resolve host',
};
