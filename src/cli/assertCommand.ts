import { actingSteps, openDocuments, parseText, runSteps, settle, unmetOf } from '../engine/index.ts';
import { complaints, nameOf } from './open.ts';
import { readOptions } from './options.ts';
import { readText } from './readText.ts';
import { manifestFiles } from './Sources.ts';
import { junit, tap } from './testReports.ts';
import { UsageError } from './UsageError.ts';

/** One step that expects something. */
export interface TestPoint {
  file: string;
  name: string;
  /** What was not as expected; empty when all was. */
  wrong: string[];
}

/** The steps of a file that expect something, and what came of it. */
export function testPoints(file: string): TestPoint[] {
  const text = readText(file);
  const { cluster, scenario, refusals } = openDocuments(parseText(text), nameOf(file));
  settle(cluster);
  const steps = actingSteps(scenario);
  if (!steps.some(({ expect }) => expect)) return [];
  const refused = complaints(file, text, refusals).trimEnd();
  const results = runSteps(cluster, scenario, new Map([[nameOf(file), text]]));
  return steps.flatMap(({ on, run, reach, expect }, i): TestPoint[] => {
    const result = results[i];
    if (!expect || !result) return [];
    const wrong = unmetOf(expect, result).map(({ expected, found }) => `expected ${expected}; found ${found.trim()}`);
    const wanted = [
      ...(expect.outcomes ?? []),
      ...(expect.prints ?? []),
      ...(expect.exit === undefined ? [] : [`exit ${expect.exit}`]),
    ];
    return [
      {
        file,
        name: `${on} ${reach ?? run}: ${wanted.join(', ')}`,
        // what was refused is likely to be the reason
        wrong: wrong.length > 0 && refused ? [...wrong, ...refused.split('\n')] : wrong,
      },
    ];
  });
}

/** `kubehop assert FILE|DIR...`: 1 when a step of a Scenario shows something else than it expects. */
export function assertCommand(args: string[]): number {
  const { values, words, rest } = readOptions(args, { '-o': 'output', '--output': 'output' });
  const named = [...words, ...rest];
  if (named.length === 0) throw new UsageError('assert needs a FILE or a DIR');
  const { output = 'tap' } = values;
  if (output !== 'tap' && output !== 'junit') throw new UsageError(`output is tap or junit, not "${output}"`);
  const points = manifestFiles(named).flatMap(testPoints);
  if (points.length === 0) throw new UsageError('nothing is expected: no step of a Scenario has the field expect');
  process.stdout.write(output === 'tap' ? tap(points) : junit(points));
  return points.some(({ wrong }) => wrong.length > 0) ? 1 : 0;
}
