import type { LabelArgs, Texts } from '../../model/Message.ts';

/** A hop in two or three words. */
export const labels: Texts<LabelArgs> = {
  resolved: (name, answer) => `${name} = ${answer}`,
  unresolved: () => 'unresolved',
  sends: (flags, to) => `${flags} ▸ ${to}`,
  picks: (node) => `picks ${node}`,
  changes: (field, to) => `${field} ▸ ${to}`,
  undoes: (field, to) => `${field} ◂ ${to}`,
  allowed: () => 'allowed',
  forwards: () => 'forwards',
  header: () => 'PROXY header',
  badRequest: () => 'bad request',
  hangsUp: () => 'hangs up',
  wraps: (to) => `VXLAN ▸ ${to}`,
  unwraps: () => 'unwraps',
  answered: () => 'answered',
  refused: () => 'refused',
  sees: (source) => `sees ${source}`,
  answers: () => 'answers',
  rejected: () => 'rejected',
  dropped: () => 'dropped',
  noListener: (packet) => packet,
  noRoute: () => 'no route',
  passes: () => 'passes',
};
