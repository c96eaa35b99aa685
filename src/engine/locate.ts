import type { SourceRef, Span } from '../model/Span.ts';
import { placesOf, spanOfRef } from './origins.ts';
import { parseText } from './parse/parse.ts';
import { openDocuments } from './openDocuments.ts';
import type { SimulationMemo } from './SimulationMemo.ts';
import { settle } from './controllers/settle.ts';

/**
 * Where in the text the fields stand that rules came from (`Rule.because`). null for what the text does not
 * hold, such as the cluster's own Services. A Pod that a workload made is found in the workload's template.
 */
export function locate(text: string, refs: readonly SourceRef[], memo?: SimulationMemo): (Span | null)[] {
  const parsed = parseText(text, memo?.parse);
  const { cluster } = openDocuments(parsed);
  settle(cluster);
  const places = placesOf(parsed);
  return refs.map((ref) => spanOfRef(cluster, parsed, places, ref));
}
