import type { Diagnostic } from '../../model/Diagnostic.ts';
import type { ParsedText } from '../parse/parse.ts';

/**
 * What is known beside a refusal: a code of its own, a hint, where it stands, fixes. Several where the server tells one
 * and the text has more of the kind; undefined of any other refusal.
 */
export type Explain = (
  text: string,
  parsed: ParsedText,
  diagnostic: Diagnostic,
) => Partial<Diagnostic> | Partial<Diagnostic>[] | undefined;
