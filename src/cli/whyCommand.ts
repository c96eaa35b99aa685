import type { Diagnostic, Evidence, Fix } from '../model/Diagnostic.ts';
import { objectKey } from '../model/Span.ts';
import type { Question, Why } from '../model/Why.ts';
import { findResource, openDocuments, parseText, placeOf, settle, why, withEdits } from '../engine/index.ts';
import { editLines } from '../scene/editLines.ts';
import { sayFix, sayHint, sayProblem, sayReason, saySeen } from '../words/say.ts';
import { words } from './findings.ts';
import { lineAt, nameOf } from './open.ts';
import { readOptions, wantsJson } from './options.ts';
import { percent } from './outcomeLines.ts';
import { readText } from './readText.ts';
import { UsageError } from './UsageError.ts';

/** `svc/web` and `pod/shop/web-1`, as the store knows them. */
function objectKeyOf(asked: string): string {
  const [resource = '', ...names] = asked.split('/');
  const kind = findResource(resource.toLowerCase());
  if (!kind || names.length === 0 || names.length > 2)
    throw new UsageError(`"${asked}" is neither a URL nor svc/NAME, pod/NAME`);
  const [namespace, name] = names.length === 2 ? names : ['default', names[0]];
  return objectKey(kind.kind, kind.namespaced ? namespace : undefined, name ?? '');
}

/** The lines that an edit takes away and puts in. */
function diffOf(text: string, { edits }: Fix): string {
  const { out, put } = editLines(text, withEdits(text, edits));
  const lines = [...out.map((line) => `    - ${line}`), ...put.map((line) => `    + ${line}`)];
  return `${lines.join('\n')}\n`;
}

function printWhy(file: string, text: string, { ends, causes, repairs }: Why): void {
  const at = ({ span }: Pick<Evidence | Diagnostic, 'span'>): string =>
    span ? `${file}:${lineAt(text, span.start)}` : '';
  const out: string[] = [];
  for (const { ending, share, seen, reason, rule, because } of ends) {
    out.push(`${percent(share)}  ${ending.result}: the sender sees ${saySeen(words, seen)}\n`);
    if (reason.length > 0) out.push(`  ${sayReason(words, reason)}\n`);
    if (rule !== undefined) out.push(`  by the rule ${rule}\n`);
    for (const one of because.slice(0, 3))
      out.push(`  because of ${one.object} ${one.path} ${at(one)}`.trimEnd(), '\n');
  }
  for (const cause of causes) {
    out.push(`${at(cause)}: ${cause.code}: ${sayProblem(words, cause)}\n`);
    const hint = sayHint(words, cause);
    if (hint) out.push(`  ${hint}\n`);
    for (const one of cause.evidence ?? []) if (one.span) out.push(`  see ${one.object} ${at(one)}\n`);
  }
  for (const repair of repairs) out.push(`repairs it: ${sayFix(words, repair)}\n${diffOf(text, repair)}`);
  if (repairs.length === 0) out.push('No edit that Kubehop knows of repairs it.\n');
  process.stdout.write(out.join(''));
}

/** `kubehop why FILE --from PLACE URL`, or of an object: `kubehop why FILE svc/web`. */
export function whyCommand(args: string[]): number {
  const { values, words: given } = readOptions(args, { '-o': 'output', '--output': 'output', '--from': 'from' });
  const [file, asked, ...more] = given;
  if (file === undefined || asked === undefined) throw new UsageError('why needs a FILE, and a URL or an object');
  if (more.length > 0) throw new UsageError(`why takes one URL or object; "${more[0]}" is too much`);
  const json = wantsJson(values);
  const text = readText(file);
  const isUrl = /^\w+:\/\//.test(asked);
  if (isUrl !== (values['from'] !== undefined)) throw new UsageError('--from PLACE goes with a URL');
  let question: Question;
  if (isUrl) {
    const { cluster } = openDocuments(parseText(text), nameOf(file));
    settle(cluster);
    const from = placeOf(cluster, values['from'] ?? '');
    if (typeof from === 'string') throw new UsageError(from);
    question = { from, url: asked };
  } else question = { object: objectKeyOf(asked) };
  const answer = why(text, question);
  if (json) {
    const told = {
      works: answer.works,
      ends: answer.ends.map(({ reason, seen, ...end }) => ({
        ...end,
        seen: saySeen(words, seen),
        reason: sayReason(words, reason),
      })),
      causes: answer.causes.map((one) => ({
        code: one.code,
        message: sayProblem(words, one),
        hint: sayHint(words, one),
        span: one.span,
      })),
      repairs: answer.repairs.map((one) => ({ title: sayFix(words, one), edits: one.edits })),
    };
    process.stdout.write(`${JSON.stringify(told)}\n`);
  } else if (answer.works) process.stdout.write('It works.\n');
  else printWhy(file, text, answer);
  return answer.works ? 0 : 1;
}
