import type { Diagnostic } from '../../model/Diagnostic.ts';
import type { FixTitle } from '../../model/Message.ts';
import type { SourceRef } from '../../model/Span.ts';

/** Something that will not work, and the field that it is about. */
export interface Finding {
  ref: SourceRef;
  diagnostic: Omit<Diagnostic, 'span' | 'document' | 'path'>;
  /** The value of the field that would mend it. */
  replace?: { title: FixTitle; value: string | number };
}
