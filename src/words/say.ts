import type {
  ClauseArgs,
  DiagnosisArgs,
  DiagnosisHintArgs,
  FindingArgs,
  FixArgs,
  HintArgs,
  Label,
  LabelArgs,
  Note,
  NoteArgs,
  PolicyTextArgs,
  Reason,
  ReasonArgs,
  Seen,
  SeenArgs,
  Texts,
} from '../model/Message.ts';
import type { Diagnostic, Fix } from '../model/Diagnostic.ts';
import type { Hop, RuleTried } from '../model/Trace.ts';
import type { Catalog } from './en.ts';
import { saying } from './saying.ts';

/** What happens at a hop, in one sentence. */
export function sayHop(words: Catalog, { sentence }: Pick<Hop, 'sentence'>): string {
  if (Array.isArray(sentence)) return saying<ReasonArgs>(words.reasons, sentence);
  const { who, does } = sentence;
  return words.told.sentence(
    who,
    does.map((clause) => saying<ClauseArgs>(words.clauses, clause)),
  );
}

/** The same in two or three words. */
export const sayLabel = (words: Catalog, label: Label): string => saying<LabelArgs>(words.labels, label);

/** Why a connection ends as it does. */
export const sayReason = (words: Catalog, reason: readonly Reason[]): string =>
  reason.map((sentence) => saying<ReasonArgs>(words.reasons, sentence)).join(words.told.between);

/** What the program that asked gets to see. */
export const saySeen = (words: Catalog, seen: Seen): string => saying<SeenArgs>(words.seen, seen);

/** Why a rule did not match, or what it did. */
export const sayNote = (words: Catalog, note: Note): string => saying<NoteArgs>(words.notes, note);

/** A rule: a kernel's as its tool prints it, a policy's in words. */
export const sayRule = (words: Catalog, { text }: Pick<RuleTried, 'text'>): string =>
  typeof text === 'string' ? text : saying<PolicyTextArgs>(words.policyTexts, text);

/** What is wrong with the text; the API server's and the YAML reader's words stay English. */
export const sayProblem = (words: Catalog, { message }: Pick<Diagnostic, 'message'>): string =>
  typeof message === 'string' ? message : saying(findingsOf(words), message);

/** What is to be said beside that; '' when nothing is. */
export function sayHint(words: Catalog, { code, message, hint }: Diagnostic): string {
  const explained = typeof message === 'string' ? words.explained[code] : undefined;
  const said = hint && saying(hintsOf(words), hint);
  return [explained, said].filter((text) => text !== undefined).join(words.told.between);
}

/** What a fix is called. */
export const sayFix = (words: Catalog, { title, also = [] }: Fix): string =>
  [...new Set([title, ...also].map((one) => saying((words.diagnosis?.fixes ?? {}) as Texts<FixArgs>, one)))].join(
    words.editor.comma,
  );

// What the checks say is loaded before what they found is shown (`withDiagnosis`).
const findingsOf = (words: Catalog) =>
  ({ ...words.findings, ...words.diagnosis?.findings }) as Texts<FindingArgs & DiagnosisArgs>;
const hintsOf = (words: Catalog) =>
  ({ ...words.hints, ...words.diagnosis?.hints }) as Texts<HintArgs & DiagnosisHintArgs>;
