import type { Hop, Step } from '../model/Trace.ts';
import type { Facts, Term } from '../words/en/terms.ts';
import { withPort } from './addresses.ts';

/** A term of networking that a hop is an example of. */
export interface TermHere {
  term: Term;
  facts: Facts;
}

const none: Facts = { name: '', from: '', to: '', n: 0 };
const here = (term: Term, facts: Partial<Facts> = {}): TermHere => ({ term, facts: { ...none, ...facts } });

const masquerades = ({ steps }: Hop, ruleId: string): boolean =>
  steps.some(
    (step) =>
      step.kind === 'rules' &&
      step.tried.some((rule) => rule.ruleId === ruleId && /masquerade/i.test(String(rule.text))),
  );

function termOf(hop: Hop, step: Step): TermHere | null {
  const { before } = hop;
  switch (step.kind) {
    case 'resolve':
      return step.answer === '' ? null : here('dns', { name: step.name, to: step.answer });
    case 'send':
      return here('first', { name: before.flags, to: withPort(before.dst, before.dport) });
    case 'chooseNode':
      return here('balancer', { to: step.node, n: step.among.length });
    case 'translate': {
      const { field, from, to } = step;
      if (step.by === 'ipvs') return here('ipvs', { from, to });
      const source = masquerades(hop, step.ruleId) ? 'masquerade' : 'snat';
      return here(field === 'dst' ? 'dnat' : source, { from, to });
    }
    case 'untranslate':
      return here('undone', { from: step.from, to: step.to });
    case 'policy':
      return here(step.ruleId === '' ? 'denied' : 'allowed', { name: step.pod.replace(/^default\//, '') });
    case 'route':
      return here('route', { to: step.via ?? step.to, name: step.device });
    case 'proxyHeader':
      return step.text === '' ? null : here('proxy', { name: step.text });
    case 'encapsulate':
      return here('wrap', { from: step.outer.src, to: step.outer.dst });
    case 'decapsulate':
      return here('unwrap');
    case 'deliver':
      return hop.reply ? here('received', { name: before.flags }) : here('socket', { n: step.port, from: before.src });
    case 'reject':
      return here('reject', { name: step.with });
    case 'drop':
      return here('drop');
    case 'noListener':
      return here('noListener', { n: step.port });
    case 'noRoute':
      return here('noRoute', { to: step.to });
    case 'rules':
    case 'mark':
    case 'answer':
      return null;
  }
}

/** The terms of a hop: where in the kernel it is, what connection tracking knows, and each thing that is done. */
export function hopTerms(hop: Hop): TermHere[] {
  const terms = hop.steps.flatMap((step) => termOf(hop, step) ?? []);
  const { mark } = hop.after;
  const { hook, tracking } = hop;
  const all = [
    ...(hook ? [here(hook)] : []),
    ...(tracking ? [here(tracking.state)] : []),
    ...(mark ? [here('mark', { to: `0x${mark.toString(16)}` })] : []),
    ...terms,
  ];
  // A term is explained once a hop, where it is met first.
  return all.filter(({ term, facts }, i) => all.findIndex((o) => o.term === term && o.facts.to === facts.to) === i);
}
