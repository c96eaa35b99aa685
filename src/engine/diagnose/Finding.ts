import type { Severity } from '../../model/Diagnostic.ts';
import type { DiagnosisArgs, FixTitle, Hint, Said } from '../../model/Message.ts';
import type { SourceRef } from '../../model/Span.ts';
import type { Place } from '../../model/Trace.ts';

/** An edit that mends it: fields that get a value, or go when that is undefined, and documents that are added. */
export interface Mend {
  title: FixTitle;
  set: { ref: SourceRef; value: unknown }[];
  add?: Record<string, unknown>;
  /** The connection that gets through after it, where that is another one than fails. */
  opens?: { from: Place; url: string };
}

/** Something that will not work: the field that it is about, and what that rests on. */
export interface Finding {
  ref: SourceRef;
  severity: Severity;
  message: Said<DiagnosisArgs>;
  hint?: Hint;
  /** Fields of this and of other objects that it follows from. */
  evidence?: SourceRef[];
  /** A connection that fails by it. */
  shows?: { from: Place; url: string };
  /** The likeliest first. */
  mends?: Mend[];
}
