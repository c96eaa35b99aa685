import type { Source } from '../model/Simulation.ts';
import type { SourceRef, Span } from '../model/Span.ts';
import { openSource } from './openSettled.ts';
import { spanOfRef } from './origins.ts';
import type { SimulationMemo } from './SimulationMemo.ts';

/**
 * Where in the text the fields stand that rules came from (`Rule.because`). null for what the text does not
 * hold, such as the cluster's own Services. A Pod that a workload made is found in the workload's template.
 */
export function locate(source: Source, refs: readonly SourceRef[], memo?: SimulationMemo): (Span | null)[] {
  const { parsed, opened, places } = openSource(source, memo);
  return refs.map((ref) => spanOfRef(opened.cluster, parsed, places, ref));
}
