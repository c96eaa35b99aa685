import type { Diagnostic, Evidence, Fix } from '../model/Diagnostic.ts';
import type { SourceRef } from '../model/Span.ts';
import type { Check } from './diagnose/Check.ts';
import { diagnose } from './diagnose/diagnose.ts';
import { dumped } from './diagnose/dumped.ts';
import type { Finding, Mend } from './diagnose/Finding.ts';
import { afterEdits } from './diagnose/afterEdits.ts';
import { explainBadName } from './diagnose/badName.ts';
import type { Explain } from './diagnose/Explain.ts';
import { explainMissingValue } from './diagnose/missingValue.ts';
import { explainPathType } from './diagnose/ingressBackend.ts';
import { explainNamespace } from './diagnose/missingNamespace.ts';
import { explainRefusal } from './diagnose/refused.ts';
import { explainSeparator } from './diagnose/missingSeparator.ts';
import { explainScenarioField } from './diagnose/scenarioField.ts';
import { explainTemplateLabels } from './diagnose/templateLabels.ts';
import { explainUnknownFields } from './diagnose/unknownField.ts';
import { explainUnknownKind } from './diagnose/unknownKind.ts';
import { explainSyntax } from './diagnose/unread.ts';
import { explainUnsupportedValue } from './diagnose/unsupportedValue.ts';
import { explainWrongType } from './diagnose/wrongType.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { fieldEdits } from './fieldEdits.ts';
import { openSettled } from './openSettled.ts';
import { joinPath, keyOfManifest, type Place, placeOf, spanOfRef } from './origins.ts';
import type { ParsedDocument } from './parse/ParsedDocument.ts';
import type { ParsedText } from './parse/parse.ts';
import { isPlain } from './plain.ts';
import type { Settled, SimulationMemo } from './SimulationMemo.ts';
import { type Edit, insert } from './textEdits.ts';

/** What explains refusals of any kind of object; the first that knows one. */
const EXPLAINS: readonly Explain[] = [
  explainNamespace,
  explainSeparator,
  explainUnknownKind,
  explainUnknownFields,
  explainWrongType,
  explainUnsupportedValue,
  explainMissingValue,
  explainTemplateLabels,
  explainPathType,
  explainBadName,
  explainScenarioField,
];

const ORDER = { error: 0, warning: 1, info: 2 } as const;

/**
 * Everything that is wrong with a text, and with the cluster that it makes: what `simulate` tells, with fixes for what
 * the API server refuses, and what the checks find (`diagnose/checks.ts`). The worst first.
 */
export function examine(text: string, memo?: SimulationMemo): Diagnostic[] {
  const settled = openSettled(text, memo);
  const { parsed, opened, places } = settled;
  const refusals = diagnosticsOf(parsed, opened).flatMap((diagnostic): Diagnostic | Diagnostic[] => {
    const document = parsed.documents[diagnostic.document ?? -1];
    if (document && diagnostic.code === 'yaml/syntax') return { ...diagnostic, ...explainSyntax(document, diagnostic) };
    for (const explain of EXPLAINS) {
      const said = explain(text, parsed, diagnostic);
      if (said) return [said].flat().map((one) => withReadable(parsed, { ...diagnostic, ...one }));
    }
    const value = document?.value;
    const object = isPlain(value) ? keyOfManifest(value) : undefined;
    const explained = object && explainRefusal(opened.cluster, object, diagnostic);
    if (!explained) return diagnostic;
    const { code, hint, mends } = explained;
    // it is mended where it was refused, whoever else is called so
    const own = new Map(places).set(object, { document: diagnostic.document ?? 0, prefix: '' });
    return { ...diagnostic, code, ...(hint && { hint }), ...fixesOf(text, { ...settled, places: own }, mends) };
  });
  const found = diagnose(opened.cluster, opened.scenario).map((one) => ofFinding(text, settled, one));
  return [...dumped(text, parsed), ...refusals, ...found].sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
}

function ofFinding(text: string, settled: Settled, { check, finding }: { check: Check; finding: Finding }): Diagnostic {
  const { severity, message, hint, evidence = [], shows, mends = [] } = finding;
  return {
    code: check.code,
    severity,
    message,
    ...(hint && { hint }),
    path: finding.ref.path,
    ...whereOf(settled, finding.ref),
    ...fixesOf(text, settled, mends),
    object: finding.ref.object,
    ...(evidence.length > 0 && { evidence: evidence.map((ref): Evidence => ({ ...ref, ...whereOf(settled, ref) })) }),
    ...(shows && { shows }),
    docs: check.docs,
    ...(check.scenario && { scenario: check.scenario }),
  };
}

function placeIn({ opened, places }: Settled, { object }: SourceRef): Place | undefined {
  const stored = opened.cluster.store.byKey(object);
  return places.get(object) ?? (stored && placeOf(opened.cluster, places, stored));
}

function whereOf(settled: Settled, ref: SourceRef): Pick<Diagnostic, 'span' | 'document'> {
  const span = spanOfRef(settled.opened.cluster, settled.parsed, settled.places, ref);
  const place = placeIn(settled, ref);
  return span && place ? { span, document: place.document } : {};
}

function fixesOf(text: string, settled: Settled, mends: readonly Mend[]): { fixes?: Fix[] } {
  const fixes = mends.flatMap((mend) => {
    const edits = editsOf(text, settled, mend);
    return edits ? [{ title: mend.title, edits, ...(mend.opens && { opens: mend.opens }) }] : [];
  });
  return fixes.length > 0 ? { fixes } : {};
}

/** The edits of the text that make a mend; undefined when the text has no place for it, or would not be read after it. */
function editsOf(text: string, settled: Settled, { set, add }: Mend): Edit[] | undefined {
  const { documents } = settled.parsed;
  const edits: Edit[] = [];
  const touched = new Set<number>();
  for (const { ref, value } of set) {
    const place = placeIn(settled, ref);
    const document = place && documents[place.document];
    if (!place || !document) return undefined;
    edits.push(...fieldEdits(text, document, joinPath(place.prefix, ref.path), value));
    touched.add(place.document);
  }
  if (edits.length === 0) return undefined;
  // two insertions at one place are one
  const merged = merge(edits);
  if (![...touched].every((index) => staysReadable(documents[index], merged))) return undefined;
  if (!add) return merged;
  const lines = JSON.stringify(add, null, 2);
  return [...merged, insert(text.length, `${text.endsWith('\n') ? '' : '\n'}---\n${lines}\n`)];
}

/** Whether a document is one after some edits of the text. */
const staysReadable = (document: ParsedDocument | undefined, edits: readonly Edit[]): boolean =>
  !document || afterEdits(document, edits) !== undefined;

/** Without the fixes after which its document could not be read. */
function withReadable({ documents }: ParsedText, diagnostic: Diagnostic): Diagnostic {
  const { fixes = [], ...bare } = diagnostic;
  const good = fixes.filter(({ edits }) => edits.length > 0 && staysReadable(documents[bare.document ?? -1], edits));
  return good.length > 0 ? { ...bare, fixes: good } : bare;
}

function merge(edits: readonly Edit[]): Edit[] {
  const merged: Edit[] = [];
  for (const edit of edits) {
    const same = merged.find(({ span }) => span.start === edit.span.start && span.end === edit.span.end);
    if (same && same.span.start === same.span.end) same.text += edit.text;
    else merged.push({ ...edit });
  }
  return merged;
}
