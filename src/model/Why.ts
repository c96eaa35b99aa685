import type { Diagnostic, Evidence, Fix } from './Diagnostic.ts';
import type { Reason, Seen } from './Message.ts';
import type { ObjectKey } from './Span.ts';
import type { Ending, Place } from './Trace.ts';

/** What "why?" is asked of: a connection, or an object that is not as it should be. */
export type Question = { from: Place; url: string } | { object: ObjectKey };

/** The chain from what is seen down to the lines of the text, and what repairs it. */
export interface Why {
  /** It is as it should be: nothing is to be explained. */
  works: boolean;
  /** How connections end that fail, the likeliest first: what the sender sees, where and by which rule it died. */
  ends: { ending: Ending; share: number; seen: Seen; reason: Reason[]; rule?: string; because: Evidence[] }[];
  /** What the checks say of the objects on the way, those first that an edit repairs. */
  causes: Diagnostic[];
  /** Edits after which it works: each has been run. The smallest first. */
  repairs: Fix[];
}
