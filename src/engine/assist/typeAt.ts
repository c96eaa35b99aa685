import { valueAt } from '../plain.ts';
import type { ExplainedField, ExplainedType } from '../shell/kubectl/explain.ts';
import { TYPES } from '../shell/kubectl/explain.generated.ts';
import { OWN_TYPES } from './ownTypes.ts';

/** What a path leads to in the types of the API. */
export interface Typed {
  shape: 'object' | 'list' | 'map' | 'scalar';
  /** The name of an object's type, or of what a list or map holds. */
  of: string;
  /** The field that the path ends in, or the one whose item or entry it is. */
  field?: ExplainedField;
  /** All fields on the way: `Service.spec`, `ServiceSpec.selector`. */
  trail: string[];
}

export const typeNamed = (name: string): ExplainedType | undefined => valueAt(TYPES, name) ?? valueAt(OWN_TYPES, name);

const hasFields = (name: string): boolean => Object.keys(typeNamed(name)?.fields ?? {}).length > 0;

export function shapeOf({ type, of = '' }: ExplainedField): Pick<Typed, 'shape' | 'of'> {
  if (type.startsWith('[]')) return { shape: 'list', of };
  if (type.startsWith('map[')) return { shape: 'map', of };
  return hasFields(of) ? { shape: 'object', of } : { shape: 'scalar', of };
}

/** Follows a path through the types, from a kind; undefined where the API has no such field. */
export function typeAt(kind: string, path: readonly (string | number)[]): Typed | undefined {
  if (!typeNamed(kind)) return undefined;
  let at: Typed = { shape: 'object', of: kind, trail: [] };
  for (const part of path) {
    if (at.shape === 'object' && typeof part === 'string') {
      const field = valueAt(typeNamed(at.of)?.fields, part);
      if (!field) return undefined;
      at = { ...shapeOf(field), field, trail: [...at.trail, `${at.of}.${part}`] };
    } else if ((at.shape === 'list' && typeof part === 'number') || (at.shape === 'map' && typeof part === 'string'))
      at = { ...at, shape: hasFields(at.of) ? 'object' : 'scalar' };
    else return undefined;
  }
  return at;
}
