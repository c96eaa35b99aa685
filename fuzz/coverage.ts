import { type Profiler, Session } from 'node:inspector';

// To be imported before the code that is to be counted: of what V8 has compiled already it counts whole functions only.
const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

/** The pieces of code that have run since this was asked last. */
export function covered(): string[] {
  let answer: Profiler.ScriptCoverage[] = [];
  session.post('Profiler.takePreciseCoverage', (error, { result }) => {
    if (error) throw error;
    answer = result;
  });
  return answer.flatMap(({ scriptId, functions }) =>
    functions.flatMap(({ ranges }) =>
      ranges.filter(({ count }) => count > 0).map((r) => `${scriptId}:${r.startOffset}-${r.endOffset}`),
    ),
  );
}
