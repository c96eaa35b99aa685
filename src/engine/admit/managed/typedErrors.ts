import { isPlain } from '../../plain.ts';
import { quote } from '../../parse/goQuote.ts';
import { printed } from '../unstructured.ts';
import { pathText } from './fieldSet.ts';
import { partType, partsOf, type Typed } from './typedValue.ts';

// structured-merge-diff: typed/validate.go

/** What is wrong with a configuration that somebody applies, in the words of the library that merges it. */
export function typedErrors(typed: Typed, value: unknown): string | undefined {
  const errors = errorsOf(typed, value, '');
  if (errors.length < 2) return errors[0];
  return ['errors:', ...errors.map((error) => `  ${error}`)].join('\n');
}

const NUMBERS = new Set(['int32', 'int64', 'float64']);
const STRINGS = new Set(['string', 'bytes', 'time', 'microTime']);

function errorsOf(typed: Typed, value: unknown, path: string): string[] {
  if (value === null) return [];
  const told = (why: string): string[] => [`${path}: ${why}`];
  const { type } = typed;
  if (type.kind === 'struct' || type.kind === 'map') {
    if (!isPlain(value)) return told(`expected map, got ${goValue(value)}`);
    for (const name of Object.keys(value))
      if (!partType(type, name)) return [`${path}.${name}: field not declared in schema`];
    // Go's maps are in no order: here by name
    return partsOf(typed, value)
      .toSorted((a, b) => (a.element < b.element ? -1 : 1))
      .flatMap((part) => errorsOf(part.typed, part.value, path + pathText([part.element])));
  }
  if (type.kind === 'list') {
    if (!Array.isArray(value)) return told(`expected list, got ${goValue(value)}`);
    const seen = new Set<string>();
    return partsOf(typed, value).flatMap((part, i) => {
      if (typed.atomic) return errorsOf(part.typed, part.value, `${path}[${i}]`);
      if (part.element === 'k:{}')
        return told(
          `element ${i}: associative list with keys has an element that omits all key fields ` +
            `[${typed.keys.map(quote).join(' ')}] (and doesn't have default values for any key fields)`,
        );
      const again = seen.has(part.element) ? told(`duplicate entries for key ${pathText([part.element])}`) : [];
      seen.add(part.element);
      return [...again, ...errorsOf(part.typed, part.value, path + pathText([part.element]))];
    });
  }
  if (NUMBERS.has(type.kind) && typeof value !== 'number')
    return told(`expected numeric (int or float), got ${goType(value)}`);
  if (STRINGS.has(type.kind) && typeof value !== 'string')
    return told(`expected string, got &value.valueUnstructured{Value:${goLiteral(value)}}`);
  if (type.kind === 'bool' && typeof value !== 'boolean') return told(`expected boolean, got ${goValue(value)}`);
  if ((type.kind === 'quantity' || type.kind === 'intOrString') && typeof value === 'object')
    return told(`expected any scalar, got ${goValue(value)}`);
  return [];
}

const goType = (value: unknown): string =>
  Array.isArray(value)
    ? '[]interface {}'
    : isPlain(value)
      ? 'map[string]interface {}'
      : typeof value === 'boolean'
        ? 'bool'
        : typeof value;

/** `%v` of the library's value: its address, of which Go prints what it points to. */
const goValue = (value: unknown): string => `&{${printed(value)}}`;

/** `%#v`: as Go's source would have it. */
function goLiteral(value: unknown): string {
  if (value === null) return 'interface {}(nil)';
  if (typeof value !== 'object') return typeof value === 'string' ? quote(value) : String(value);
  const parts = Array.isArray(value)
    ? value.map(goLiteral)
    : Object.entries(value)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, inner]) => `${quote(key)}:${goLiteral(inner)}`);
  return `${goType(value)}{${parts.join(', ')}}`;
}
