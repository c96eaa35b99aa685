import type { Happening } from '../../model/Timeline.ts';
import type { ObjectChange } from './ObjectStore.ts';

/** Who keeps a timeline is told of what happens as it happens. */
export interface EventLog {
  /** Who acts now: a controller, or a step. */
  actor: string;
  /** Time is about to pass from `now` to a later moment, in which nothing happens. */
  passes(to: number): void;
  wrote(change: ObjectChange): void;
  happened(what: Happening): void;
}
