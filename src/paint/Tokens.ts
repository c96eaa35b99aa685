import type { Network } from '../model/Address.ts';

/** The design tokens of `tokens.css` as the painters need them. */
export interface Tokens {
  bg: string;
  panel: string;
  sunken: string;
  text: string;
  dim: string;
  faint: string;
  edge: string;
  line: string;
  hue: Record<Network, string>;
  fill: Record<Network, string>;
  hatch: string;
  bad: string;
  warn: string;
  ok: string;
  packet: string;
  packetText: string;
  changed: string;
  changedText: string;
  focus: string;
  sans: string;
  mono: string;
}

/** The tokens by their names in the style sheet; a name that it does not have is ''. */
export const tokensBy = (of: (name: string) => string): Tokens => ({
  bg: of('bg'),
  panel: of('panel'),
  sunken: of('sunken'),
  text: of('text'),
  dim: of('dim'),
  faint: of('faint'),
  edge: of('edge'),
  line: of('line'),
  hue: { node: of('node'), pod: of('pod'), cluster: of('cluster'), outside: of('out') },
  fill: { node: of('node-fill'), pod: of('pod-fill'), cluster: of('cluster-fill'), outside: of('out-fill') },
  hatch: of('hatch'),
  bad: of('bad'),
  warn: of('warn'),
  ok: of('ok'),
  packet: of('packet'),
  packetText: of('packet-text'),
  changed: of('changed'),
  changedText: of('changed-text'),
  focus: of('focus'),
  sans: of('sans') || 'sans-serif',
  mono: of('mono') || 'monospace',
});
