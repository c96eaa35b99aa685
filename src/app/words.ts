import type { Hop, Machine, Step, Trace } from '../model/Trace.ts';

/** A machine as a reader calls it: `n2`, `web-1`, `the load balancer`. */
export function machineName({ kind, name }: Machine): string {
  if (kind === 'client') return 'the client';
  if (kind === 'loadBalancer') return 'the load balancer';
  return kind === 'pod' ? name.replace(/^default\//, '') : name;
}

/** The same at the beginning of a sentence; names keep their case. */
const subject = (machine: Machine): string => machineName(machine).replace(/^the /, 'The ');

const has = <K extends Step['kind']>(hop: Hop, kind: K): Extract<Step, { kind: K }>[] =>
  hop.steps.filter((step): step is Extract<Step, { kind: K }> => step.kind === kind);

/** What happened at a hop, in a few words: the inspector's heading. */
export function headingOf(hop: Hop): string {
  const at = machineName(hop.at);
  const fields = (steps: { field: 'dst' | 'src' }[]): string => {
    const dst = steps.some((s) => s.field === 'dst');
    const src = steps.some((s) => s.field === 'src');
    return dst && src ? 'Source and destination' : dst ? 'Destination' : 'Source';
  };
  const drop = has(hop, 'drop')[0];
  if (drop) return `Dropped on ${at}`;
  if (has(hop, 'reject').length > 0) return `Refused on ${at}`;
  if (has(hop, 'noListener').length > 0) return `Nothing listens at ${at}`;
  if (has(hop, 'noRoute').length > 0) return `No route from ${at}`;
  const translated = has(hop, 'translate');
  if (translated.length > 0) return `${fields(translated)} translated on ${at}`;
  const undone = has(hop, 'untranslate');
  if (undone.length > 0) return `${fields(undone)} translated back on ${at}`;
  if (has(hop, 'encapsulate').length > 0) return `Wrapped in VXLAN on ${at}`;
  if (has(hop, 'decapsulate').length > 0) return `Unwrapped on ${at}`;
  const chosen = has(hop, 'chooseNode')[0];
  if (chosen) return `${subject(hop.at)} picks ${chosen.node}`;
  if (has(hop, 'answer').length > 0) return `${subject(hop.at)} answers`;
  if (has(hop, 'deliver').length > 0) return hop.reply ? `${subject(hop.at)} has its answer` : `Delivered to ${at}`;
  const name = has(hop, 'resolve')[0];
  if (name) return `${subject(hop.at)} looks up ${name.name}`;
  if (has(hop, 'send').length > 0) return `${subject(hop.at)} sends`;
  if (has(hop, 'route').length > 0) return `${subject(hop.at)} passes it on`;
  return `At ${at}`;
}

/** The first line of a hop's segment in the timeline. */
export const segmentPlace = (hop: Hop): string =>
  hop.at.kind === 'loadBalancer' ? 'load balancer' : machineName(hop.at).replace(/^the /, '');

/** `✓ default/web-1 answers, and sees 192.168.251.102`: how the connection ended, shape and words. */
export function endingOf(trace: Trace): { mark: string; tone: 'ok' | 'bad' | 'warn'; text: string } {
  const { ending } = trace;
  switch (ending.result) {
    case 'delivered':
      return 'pod' in ending
        ? { mark: '✓', tone: 'ok', text: `delivered: ${ending.pod.replace(/^default\//, '')} sees ${ending.source}` }
        : { mark: '✓', tone: 'ok', text: `delivered: ${ending.node} itself answers` };
    case 'refused':
      return { mark: '↩', tone: 'bad', text: 'refused' };
    case 'unreachable':
      return { mark: '↩', tone: 'bad', text: 'unreachable' };
    case 'timeout':
      return { mark: '✕', tone: 'bad', text: 'timeout: no answer comes' };
    case 'unresolved':
      return { mark: '?', tone: 'warn', text: 'the name has no address' };
  }
}

/** The number with an ordinary blank as separator: 1,000. */
export const grouped = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

/** `33.3 %`. */
export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
