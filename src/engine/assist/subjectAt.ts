import { fieldOf } from '../fieldEdits.ts';
import { joinPath } from '../origins.ts';
import type { Labels, Placed } from './things.ts';
import { typeAt } from './typeAt.ts';
import { unquoted, type Whereabouts } from './whereAt.ts';

/** A map of labels where it stands: Pods have it, or Pods are selected by it. */
export interface LabelMap extends Labels {
  placed: Placed;
  side: 'pods' | 'selector';
}

/** What a place in the text is about, as far as other places are about the same. */
export type Subject =
  | { kind: 'label'; map: LabelMap; key: string; part: Whereabouts['part'] }
  | { kind: 'selector'; map: LabelMap }
  | { kind: 'port'; placed: Placed; name: string; path: string; trail: string }
  | { kind: 'reference'; placed: Placed; trail: string; written: string };

export const labelMapsOf = (placed: Placed): LabelMap[] => [
  ...(placed.thing.pods ? [{ ...placed.thing.pods, placed, side: 'pods' as const }] : []),
  ...placed.thing.selectors.map((selector) => ({ ...selector, placed, side: 'selector' as const })),
];

/** As spans of a document write a path: `spec.ports[0].name`. */
export const pathText = (path: readonly (string | number)[]): string =>
  path.reduce<string>((text, part) => (typeof part === 'number' ? `${text}[${part}]` : fieldOf(text, part)), '');

/** Fields that name a container's port. */
const PORT_NAMES = new Set([
  'ContainerPort.name',
  'ServicePort.targetPort',
  'HTTPGetAction.port',
  'TCPSocketAction.port',
  'NetworkPolicyPort.port',
]);

export function subjectAt(where: Whereabouts, placed: Placed): Subject | undefined {
  const own = where.path.slice(where.depth);
  const written = unquoted(where.written);
  const path = where.part === 'key' ? [...own, written] : own;
  const maps = labelMapsOf(placed);
  const whole = maps.find((map) => map.path === pathText(path));
  if (whole) return { kind: 'selector', map: whole };
  const map = maps.find((one) => one.path === pathText(path.slice(0, -1)));
  const key = String(path.at(-1) ?? '');
  if (map && Object.hasOwn(map.labels, key)) return { kind: 'label', map, key, part: where.part };
  const trail = typeAt(where.kind, path)?.trail.at(-1) ?? '';
  if (where.part === 'key' || written === '') return undefined;
  if (PORT_NAMES.has(trail))
    return /^\d+$/.test(written) ? undefined : { kind: 'port', placed, name: written, path: pathText(path), trail };
  return { kind: 'reference', placed, trail, written };
}

/** A path of the object as its document writes it. */
export const inDocument = ({ prefix }: Placed, path: string): string => joinPath(prefix, path);
