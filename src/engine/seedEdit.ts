import type { ParsedDocument } from './parse/ParsedDocument.ts';
import { parseText } from './parse/parse.ts';
import { isScenario, readScenario } from './readScenario.ts';
import { columnOf, type Edit, insert, intoBraces } from './textEdits.ts';

/**
 * The edit of a text that makes its Scenario have this seed: the number alone is replaced, a missing field or document
 * is added, and everything else, comments too, stays. null when the text's form leaves no place for it.
 */
export function seedEdit(text: string, seed: number): Edit | null {
  const { documents } = parseText(text);
  const scenario = documents.find(({ value }) => isScenario(value));
  const edits = scenario ? insideEdits(text, scenario, seed) : newDocuments(text, seed);
  const others = othersOf(documents);
  // A text can be written in many ways: what counts is how it reads afterwards.
  const reads = (edit: Edit): boolean => {
    const after = parseText(text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end)).documents;
    return readScenario(after.map(({ value }) => value)).seed === seed && othersOf(after) === others;
  };
  return edits.find(reads) ?? null;
}

/** What must not change. */
const othersOf = (documents: readonly ParsedDocument[]): string =>
  JSON.stringify(
    documents.map(({ value }) => value).filter((value) => value !== null && value !== undefined && !isScenario(value)),
  );

function insideEdits(text: string, document: ParsedDocument, seed: number): Edit[] {
  const { spec } = document.value as { spec?: unknown };
  const root = document.spanOf('').start;
  const braces = text[root] === '{';
  if (typeof spec !== 'object' || spec === null) {
    const end = document.start + document.text.trimEnd().length;
    const lines = `spec:\n${' '.repeat(columnOf(text, root) + 2)}seed: ${seed}`;
    const indent = ' '.repeat(columnOf(text, root));
    return [
      ...(spec === null ? [{ span: document.spanOf('spec'), text: ` {seed: ${seed}}` }] : []),
      ...(braces ? [intoBraces(text, root, 'spec', `{"seed": ${seed}}`)] : []),
      insert(end, `\n${indent}${lines}`),
      insert(root, `${lines}\n${indent}`),
    ];
  }
  if ('seed' in spec) return [{ span: document.spanOf('spec.seed'), text: String(seed) }];
  const { start } = document.spanOf('spec');
  if (text[start] === '{') return [intoBraces(text, start, 'seed', String(seed))];
  return [insert(start, `seed: ${seed}\n${' '.repeat(columnOf(text, start))}`)];
}

function newDocuments(text: string, seed: number): Edit[] {
  const head = 'apiVersion: kubehop.dev/v1\nkind: Scenario\nmetadata:\n  name: scenario\nspec:\n';
  const yaml = `${head}  seed: ${seed}\n`;
  const metadata = { name: 'scenario' };
  const json = JSON.stringify({ apiVersion: 'kubehop.dev/v1', kind: 'Scenario', metadata, spec: { seed } });
  const newline = text.endsWith('\n') || text === '' ? '' : '\n';
  return [insert(text.length, `${newline}---\n${yaml}`), insert(text.length, `${newline}${json}\n`)];
}
