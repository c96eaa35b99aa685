import { expect, test } from 'vitest';
import { compare, fieldsOf } from './compare.ts';
import { pathsOf, pathText, setOf, union } from './fieldSet.ts';
import { merge, removeFields } from './merge.ts';
import { prune } from './prune.ts';
import { typedErrors } from './typedErrors.ts';
import { partType, typedObject } from './typedValue.ts';

const CONTAINERS = typedObject('PodSpec');
const named = (...names: string[]) => ({ containers: names.map((name) => ({ name })) });
const texts = (set: Parameters<typeof pathsOf>[0]): string[] => pathsOf(set).map(pathText);

test('what is applied sets the order of what both have; the rest stays where it was', () => {
  const merged = (live: string[], applied: string[]) =>
    (merge(CONTAINERS, named(...live), named(...applied)) as ReturnType<typeof named>).containers
      .map(({ name }) => name)
      .join('');
  expect(merged(['a', 'b', 'c'], ['b', 'd'])).toBe('abcd');
  expect(merged(['a', 'x', 'b'], ['b', 'a'])).toBe('xba');
  expect(merged(['a', 'b'], ['n', 'b', 'a'])).toBe('nba');
});

test('atomic lists and maps are replaced, others are merged', () => {
  const service = typedObject('Service');
  const live = {
    spec: { selector: { a: 'b' }, ports: [{ port: 80, protocol: 'TCP', name: 'a' }], externalIPs: ['1.1.1.1'] },
  };
  const applied = { spec: { selector: { c: 'd' }, ports: [{ port: 80, targetPort: 8080 }], externalIPs: ['2.2.2.2'] } };
  expect(merge(service, live, applied)).toEqual({
    spec: {
      selector: { c: 'd' },
      ports: [{ port: 80, protocol: 'TCP', name: 'a', targetPort: 8080 }],
      externalIPs: ['2.2.2.2'],
    },
  });
  expect(texts(fieldsOf(service, applied))).toEqual([
    '.spec.externalIPs',
    '.spec.selector',
    '.spec.ports[port=80,protocol="TCP"]',
    '.spec.ports[port=80,protocol="TCP"].port',
    '.spec.ports[port=80,protocol="TCP"].targetPort',
  ]);
  const { added, modified, removed } = compare(service, live, applied);
  expect(texts(added)).toEqual(['.spec.ports[port=80,protocol="TCP"].targetPort']);
  expect(texts(modified)).toEqual(['.spec.externalIPs', '.spec.selector']);
  expect(texts(removed)).toEqual([
    '.spec.ports[port=80,protocol="TCP"].name',
    '.spec.ports[port=80,protocol="TCP"].protocol',
  ]);
});

test('what was applied and is no longer goes, unless somebody else owns it', () => {
  const map = typedObject('ConfigMap');
  const live = { data: { a: '1', b: '2' } };
  const last = fieldsOf(map, live);
  expect(prune(map, live, last, fieldsOf(map, { data: { a: '1' } }))).toEqual({ data: { a: '1' } });
  expect(prune(map, live, last, setOf([['f:data', 'f:b']]))).toEqual({ data: { b: '2' } });
  expect(removeFields(map, live, last)).toBeUndefined();
  // typed/remove.go: nothing is left of what is atomic
  const service = { spec: { selector: { a: 'b', c: 'd' }, type: 'ClusterIP' } };
  const part = setOf([['f:spec', 'f:selector', 'f:a']]);
  expect(removeFields(typedObject('Service'), service, part)).toEqual({ spec: { type: 'ClusterIP' } });
});

test('mistakes have the words of the library', () => {
  const service = typedObject('Service');
  expect(typedErrors(service, { spec: { prots: [] } })).toBe('.spec.prots: field not declared in schema');
  expect(typedErrors(service, { spec: { ports: [{ port: 80 }, { port: 80 }] } })).toBe(
    '.spec.ports: duplicate entries for key [port=80,protocol="TCP"]',
  );
  expect(typedErrors(service, { spec: { type: true, ports: [{ port: '80' }] } })).toBe(
    'errors:\n  .spec.ports[port="80",protocol="TCP"].port: expected numeric (int or float), got string\n' +
      '  .spec.type: expected string, got &value.valueUnstructured{Value:true}',
  );
  expect(typedErrors(service, { spec: { ports: [{ port: 80 }] } })).toBeUndefined();
  expect(typedErrors(service, { spec: 'x' })).toBe('.spec: expected map, got &{x}');
  expect(typedErrors(service, { spec: { ports: { a: [1] } } })).toBe('.spec.ports: expected list, got &{map[a:[1]]}');
  expect(typedErrors(service, { spec: { ports: [{ port: 80, targetPort: { a: 1 } }] } })).toBe(
    '.spec.ports[port=80,protocol="TCP"].targetPort: expected any scalar, got &{map[a:1]}',
  );
  expect(typedErrors(typedObject('Pod'), { spec: { overhead: { cpu: [] } } })).toBe(
    '.spec.overhead.cpu: expected any scalar, got &{[]}',
  );
});

// typed/merge.go: if both sides are empty, what is null stays null
test('nothing that is applied to nothing stays as it was written', () => {
  expect(merge(CONTAINERS, {}, { affinity: null, hostAliases: null })).toEqual({ affinity: null, hostAliases: null });
  expect(merge(CONTAINERS, {}, { affinity: {} })).toEqual({ affinity: {} });
});

test('an element that others own a part of goes with who made it', () => {
  const live = { containers: [{ name: 'a' }, { name: 'b', image: 'x' }] };
  const last = fieldsOf(CONTAINERS, { containers: [{ name: 'a' }, { name: 'b' }] });
  const owned = union(
    fieldsOf(CONTAINERS, { containers: [{ name: 'a' }] }),
    setOf([['f:containers', 'k:{"name":"b"}', 'f:image']]),
  );
  expect(prune(CONTAINERS, live, last, owned)).toEqual({ containers: [{ name: 'a' }] });
});

test('a set of values has each of them as an element', () => {
  const texts = (of: string, value: object): string[] => pathsOf(fieldsOf(typedObject(of), value)).map(pathText);
  expect(texts('ConfigMap', { metadata: { finalizers: ['b/c', 'a/b'] } })).toEqual([
    '.metadata.finalizers[="a/b"]',
    '.metadata.finalizers[="b/c"]',
  ]);
});

test('a scalar has no fields', () => {
  expect(partType({ kind: 'string', go: 'string' }, 'a')).toBeUndefined();
});

test('a field without a value is none', () => {
  expect(pathsOf(fieldsOf(typedObject('ConfigMap'), { data: undefined, immutable: true })).map(pathText)).toEqual([
    '.immutable',
  ]);
});

test('what is of another type is told as Go prints it', () => {
  // %#v
  expect(typedErrors(CONTAINERS, { nodeName: { b: ['x', null], a: 1 } })).toBe(
    '.nodeName: expected string, got &value.valueUnstructured{Value:map[string]interface {}{"a":1, "b":[]interface {}{"x", interface {}(nil)}}}',
  );
  // of any type, what the schema leaves open
  expect(typedErrors(typedObject('a.ControllerRevision'), { data: { spec: [1] }, revision: 1 })).toBeUndefined();
  const spec = typedObject('a.DeploymentSpec');
  expect(typedErrors(spec, { replicas: true })).toBe('.replicas: expected numeric (int or float), got bool');
  expect(typedErrors(spec, { replicas: [] })).toBe('.replicas: expected numeric (int or float), got []interface {}');
  expect(typedErrors(spec, { replicas: {} })).toBe(
    '.replicas: expected numeric (int or float), got map[string]interface {}',
  );
  expect(typedErrors(spec, { replicas: null, template: null })).toBeUndefined();
  expect(typedErrors(CONTAINERS, { imagePullSecrets: [{}] })).toBe(
    '.imagePullSecrets: element 0: associative list with keys has an element that omits all key fields ["name"] (and doesn\'t have default values for any key fields)',
  );
});
