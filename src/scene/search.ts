import type { SimulationResult } from '../model/Simulation.ts';
import { objectKey, type ObjectKey } from '../model/Span.ts';

export interface Found {
  key: ObjectKey;
  kind: 'Service' | 'Pod' | 'Node';
  /** `default/web-1`; a Node's name alone. */
  name: string;
  /** What else is known of it, and may be what was sought: an address, or a label. */
  detail: string;
  /** How well it matches: 0 is what was asked for, 3 is by something else than its name. */
  rank: number;
}

interface Entry extends Omit<Found, 'rank'> {
  plain: string;
  /** Addresses, ports and labels: asked for where the name does not match. */
  others: () => readonly string[];
}

const short = (namespace: string, name: string): string => (namespace === 'default' ? name : `${namespace}/${name}`);

function* entriesOf(result: SimulationResult): Generator<Entry> {
  for (const s of result.services) {
    const found = { key: s.key, kind: 'Service', name: short(s.namespace, s.name) } as const;
    const ips = (): string[] => [...s.clusterIPs, ...s.externalIPs, ...s.loadBalancer.map(({ ip }) => ip)];
    const ports = (): string[] => s.ports.flatMap(({ port, nodePort }) => [port, nodePort].filter(Boolean).map(String));
    yield { ...found, detail: s.clusterIPs[0] ?? '', plain: s.name, others: () => [...ips(), ...ports()] };
  }
  for (const { name, ips } of result.nodes) {
    yield {
      key: objectKey('Node', '', name),
      kind: 'Node',
      name,
      detail: ips[0] ?? '',
      plain: name,
      others: () => ips,
    };
  }
  for (const p of result.pods) {
    const labels = (): string[] => Object.entries(p.labels).map(([key, value]) => `${key}=${value}`);
    const found = { key: p.key, kind: 'Pod', name: short(p.namespace, p.name), detail: p.ips[0] ?? p.phase } as const;
    yield { ...found, plain: p.name, others: () => [...p.ips, ...labels()] };
  }
}

/** How well it matches, 0 is best, and by what, if not by its name; null when it does not. */
function match({ plain, others }: Entry, wanted: string): { rank: number; by?: string } | null {
  const name = plain.toLowerCase();
  if (name === wanted) return { rank: 0 };
  if (name.startsWith(wanted)) return { rank: 1 };
  if (name.includes(wanted)) return { rank: 2 };
  const by = others().find((text) => text.toLowerCase().includes(wanted));
  return by === undefined ? null : { rank: by === wanted ? 0 : 3, by };
}

/**
 * Services, Nodes and Pods by name, address, port or label (`app=web`), the best first: at most `most`, and how many
 * there are in all. `kind:` in front (`pod: web`) keeps to one kind.
 */
export function search(result: SimulationResult, query: string, most = 12): { found: Found[]; total: number } {
  const [, only, rest = ''] = /^\s*(?:(service|svc|pod|node)s?:)?\s*(.*?)\s*$/i.exec(query) ?? [];
  const kind = { service: 'Service', svc: 'Service', pod: 'Pod', node: 'Node' }[only?.toLowerCase() ?? ''];
  const wanted = rest.toLowerCase();
  if (wanted === '' && kind === undefined) return { found: [], total: 0 };
  const ranks: Found[][] = [[], [], [], []];
  let total = 0;
  for (const entry of entriesOf(result)) {
    const matched = kind === undefined || kind === entry.kind ? match(entry, wanted) : null;
    if (!matched) continue;
    total++;
    const { key, kind: is, name } = entry;
    const list = ranks[matched.rank]!;
    if (list.length < most) list.push({ key, kind: is, name, detail: matched.by ?? entry.detail, rank: matched.rank });
  }
  return { found: ranks.flat().slice(0, most), total };
}
