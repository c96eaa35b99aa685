import type { SourceRef, Span } from '../model/Span.ts';
import { openSettled } from './openSettled.ts';
import { spanOfRef } from './origins.ts';
import type { SimulationMemo } from './SimulationMemo.ts';

/**
 * Where in the text the fields stand that rules came from (`Rule.because`). null for what the text does not
 * hold, such as the cluster's own Services. A Pod that a workload made is found in the workload's template.
 */
export function locate(text: string, refs: readonly SourceRef[], memo?: SimulationMemo): (Span | null)[] {
  const { parsed, opened, places } = openSettled(text, memo);
  return refs.map((ref) => spanOfRef(opened.cluster, parsed, places, ref));
}
