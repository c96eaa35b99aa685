import type { FieldText } from '../../model/Assist.ts';
import { typeAt, typeNamed } from './typeAt.ts';
import { whereAt } from './whereAt.ts';

/** What the API server's OpenAPI documents say of the field at a place (as `kubectl explain` prints it). */
export function fieldAt(text: string, at: number): FieldText | null {
  const where = whereAt(text, at);
  if (!where || where.span.start === where.span.end) return null;
  const { kind, depth, part, written, span } = where;
  const path = part === 'key' ? [...where.path, written] : where.path;
  const typed = typeAt(kind, path.slice(depth));
  const name = typed?.trail.at(-1);
  if (!typed?.field || name === undefined) return null;
  const { type, description, required = false, values = [] } = typed.field;
  return {
    span,
    path: path
      .slice(depth)
      .filter((one) => typeof one === 'string')
      .join('.'),
    type,
    required,
    info: description || (typeNamed(typed.of)?.description ?? ''),
    field: name,
    values: values.filter((value) => value !== ''),
  };
}
