import type { SourceRef, Span } from '../model/Span.ts';
import type { Hop, Step, Trace } from '../model/Trace.ts';
import { decidingRule } from '../scene/decidingHop.ts';

const nameOf = ({ object, path }: SourceRef): string => `${object}\n${path}`;

function refsOfStep(step: Step): SourceRef[] {
  switch (step.kind) {
    case 'rules':
      return step.tried.filter((rule) => rule.matched).flatMap((rule) => rule.because);
    case 'policy':
      return (step.ruleId === '' ? step.tried : step.tried.filter((rule) => rule.matched)).flatMap(
        (rule) => rule.because,
      );
    case 'translate':
      return step.because;
    default:
      return [];
  }
}

/**
 * The manifest fields behind a hop, the most telling first: those of a translation or a policy, of the rule that
 * decided, and then of the rules on the way there.
 */
export function causesOf(hop: Hop): SourceRef[] {
  const order = (step: Step): number => (step.kind === 'translate' || step.kind === 'policy' ? 0 : 1);
  const [first = [], rest = []] = [0, 1].map((n) => hop.steps.filter((step) => order(step) === n).flatMap(refsOfStep));
  const refs = [...first, ...(decidingRule(hop)?.because ?? []), ...rest];
  return [...new Map(refs.map((ref) => [nameOf(ref), ref])).values()];
}

/** Every manifest field that any way of the connection cites, once. */
export function causesOfTraces(traces: readonly Trace[]): SourceRef[] {
  const refs = traces.flatMap((trace) =>
    trace.hops.flatMap((hop) =>
      hop.steps.flatMap((step) =>
        step.kind === 'rules' || step.kind === 'policy' ? step.tried.flatMap((rule) => rule.because) : refsOfStep(step),
      ),
    ),
  );
  return [...new Map(refs.map((ref) => [nameOf(ref), ref])).values()];
}

/** Where the fields that a result cites stand in a text. */
export interface Places {
  text: string;
  of(ref: SourceRef): Span | null;
}

export function placesOf(refs: readonly SourceRef[], spans: readonly (Span | null)[], text: string): Places {
  const known = new Map(refs.map((ref, i) => [nameOf(ref), spans[i] ?? null]));
  return { text, of: (ref) => known.get(nameOf(ref)) ?? null };
}

export const noPlaces: Places = { text: '', of: () => null };

const covers = (outer: Span, at: Span): boolean =>
  at.start < Math.max(outer.end, outer.start + 1) && at.end >= outer.start;

/**
 * The hop that came from a line of the text: among the hops whose causes touch it, the one with the smallest
 * field, so that a click on `targetPort` prefers the translation to what the whole Service causes.
 */
export function hopFromLine(trace: Trace, places: Places, line: Span): number | null {
  let best: { hop: number; size: number } | null = null;
  trace.hops.forEach((hop, index) => {
    for (const ref of causesOf(hop)) {
      const span = places.of(ref);
      if (!span || !covers(span, line)) continue;
      const size = span.end - span.start;
      if (!best || size < best.size) best = { hop: index, size };
    }
  });
  return (best as { hop: number } | null)?.hop ?? null;
}

/** The place to mark for a hop: the first of its causes that stands in the text. */
export function placeOfHop(hop: Hop, places: Places): Span | null {
  for (const ref of causesOf(hop)) {
    const span = places.of(ref);
    if (span) return span;
  }
  return null;
}
