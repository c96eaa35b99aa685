import type { Severity } from '../model/Diagnostic.ts';
import { readConfig, silenced } from './checkConfig.ts';
import { type CheckFinding, findingsIn } from './findings.ts';
import { readOptions } from './options.ts';
import { sarif } from './sarif.ts';
import { manifestFiles } from './Sources.ts';
import { UsageError } from './UsageError.ts';

const RANK: Record<Severity | 'never', number> = { info: 0, warning: 1, error: 2, never: 3 };

const plural = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`;

/** `web.yaml:6:10: warning selector/nothing: Service web selects nothing: …` */
function line({ at, severity, code, message, hint, fixes }: CheckFinding): string {
  const where = at ? `${at.from.file}:${at.from.line}:${at.from.column}: ` : '';
  const more = [hint, ...fixes.slice(0, 1).map(({ title }) => `Fix: ${title}`)].filter(Boolean);
  return `${where}${severity} ${code}: ${message}\n${more.map((text) => `    ${text}\n`).join('')}`;
}

function summary(findings: readonly CheckFinding[], documents: number): string {
  const loud = findings.filter((one) => one.silenced === undefined);
  const count = (severity: Severity): number => loud.filter((one) => one.severity === severity).length;
  const parts = [plural(count('error'), 'error'), plural(count('warning'), 'warning'), `${count('info')} notes`];
  const quiet = findings.length - loud.length;
  return `${parts.join(', ')}${quiet > 0 ? `, ${quiet} silenced` : ''} in ${plural(documents, 'document')}\n`;
}

/** `kubehop check FILE|DIR...`: 1 when something is found that is as bad as --fail-on says. */
export function checkCommand(args: string[]): number {
  const { values, words, rest } = readOptions(args, {
    '-o': 'output',
    '--output': 'output',
    '--fail-on': 'failOn',
    '--config': 'config',
  });
  const named = [...words, ...rest];
  if (named.length === 0) throw new UsageError('check needs a FILE or a DIR');
  const { output = 'text', failOn = 'warning' } = values;
  if (!['text', 'json', 'sarif'].includes(output))
    throw new UsageError(`output is text, json or sarif, not "${output}"`);
  if (!Object.hasOwn(RANK, failOn)) throw new UsageError(`--fail-on is error, warning, info or never, not "${failOn}"`);
  const silences = readConfig(values['config']);
  const files = manifestFiles(named);
  if (files.length === 0) throw new UsageError(`there is no manifest in ${named.join(', ')}`);
  const { findings: all, documents } = findingsIn(files);
  const { findings, unused } = silenced(all, silences);
  const loud = findings.filter((one) => one.silenced === undefined);
  if (output === 'json') process.stdout.write(`${JSON.stringify({ findings, documents })}\n`);
  else if (output === 'sarif') process.stdout.write(`${JSON.stringify(sarif(findings), null, 2)}\n`);
  else process.stdout.write(loud.map(line).join('') + summary(findings, documents));
  for (const { code, reason } of unused) process.stderr.write(`kubehop: nothing to silence: ${code} (${reason})\n`);
  return loud.some(({ severity }) => RANK[severity] >= RANK[failOn as Severity]) ? 1 : 0;
}
