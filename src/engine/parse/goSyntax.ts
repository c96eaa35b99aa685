import { quote } from './goQuote.ts';

/** A value as Go's %#v prints it; `keys` is the type of the keys of maps: go-yaml leaves it open, JSON has text. */
export function goSyntax(value: unknown, keys: 'interface {}' | 'string' = 'interface {}'): string {
  const inner = (one: unknown): string => goSyntax(one, keys);
  if (value === null || value === undefined) return 'interface {}(nil)';
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return `[]interface {}{${value.map(inner).join(', ')}}`;
  if (typeof value === 'object') {
    const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `map[${keys}]interface {}{${pairs.map(([k, v]) => `${quote(k)}:${inner(v)}`).join(', ')}}`;
  }
  return String(value);
}
