import type { SimulationResult } from '../model/Simulation.ts';
import type { ObjectKey } from '../model/Span.ts';
import { type Variant, VARIANTS } from '../model/Variant.ts';

/** What the text is compared with: what it was, or a variant of what it is. */
export type Against =
  | { kind: 'opened' }
  | { kind: 'pinned' }
  | { kind: 'variant'; variant: Variant; service?: ObjectKey };

/** As a link writes it: `opened`, `pinned`, `nftables`, `externalLocal Service/default/web`. */
export function againstName(against: Against): string {
  if (against.kind !== 'variant') return against.kind;
  return against.service === undefined ? against.variant : `${against.variant} ${against.service}`;
}

/** Null for anything else: links are anybody's. */
export function parseAgainst(name: string): Against | null {
  if (name === 'opened' || name === 'pinned') return { kind: name };
  const [variant = '', service, ...more] = name.split(' ');
  if (!Object.hasOwn(VARIANTS, variant) || more.length > 0) return null;
  const known = variant as Variant;
  const ofService = VARIANTS[known].kind === 'Service';
  if (ofService !== (service !== undefined)) return null;
  return { kind: 'variant', variant: known, ...(service !== undefined && { service }) };
}

/** Services whose variants are offered at most. */
const MOST_SERVICES = 12;

/** The variants that the text is not yet: the other modes, and the other policies of each of its Services. */
export function variantsOf(result: SimulationResult): { service: ObjectKey | ''; variants: Against[] }[] {
  const modes = (['iptables', 'nftables', 'ipvs'] as const).filter((mode) => mode !== result.proxyMode);
  const services = result.services.filter((s) => !s.system && !s.headless && s.type !== 'ExternalName');
  return [
    { service: '', variants: modes.map((variant): Against => ({ kind: 'variant', variant })) },
    ...services.slice(0, MOST_SERVICES).map(({ key, ...service }) => {
      const variants: Variant[] = [
        ...(service.externalTrafficPolicy === '' ? [] : [other(service.externalTrafficPolicy, 'external')]),
        ...(service.internalTrafficPolicy === '' ? [] : [other(service.internalTrafficPolicy, 'internal')]),
        service.sessionAffinity === 'None' ? 'affinityClientIP' : 'affinityNone',
      ];
      return {
        service: key,
        variants: variants.map((variant): Against => ({ kind: 'variant', variant, service: key })),
      };
    }),
  ];
}

const other = (policy: 'Local' | 'Cluster', side: 'external' | 'internal'): Variant =>
  policy === 'Local' ? `${side}Cluster` : `${side}Local`;

/** What is compared when the reader has not chosen: before and after the edit, or another mode. */
export const firstAgainst = (result: SimulationResult, edited: boolean): Against =>
  edited ? { kind: 'opened' } : { kind: 'variant', variant: result.proxyMode === 'iptables' ? 'nftables' : 'iptables' };
