import { describe, expect, it } from 'vitest';
import { strategicMerge } from './strategicMerge.ts';

const merge = (target: unknown, patch: Record<string, unknown>): unknown => strategicMerge('Service', target, patch);
const ports = (...list: unknown[]): { spec: { ports: unknown[] } } => ({ spec: { ports: list } });

describe('strategic merge', () => {
  it('merges ports by their number, and appends new ones', () => {
    expect(merge(ports({ port: 80, name: 'a' }), ports({ port: 80, nodePort: 1 }, { port: 81 }))).toEqual(
      ports({ port: 80, name: 'a', nodePort: 1 }, { port: 81 }),
    );
  });

  it('understands its directives', () => {
    expect(merge(ports({ port: 80 }, { port: 81 }), ports({ port: 80, $patch: 'delete' }))).toEqual(
      ports({ port: 81 }),
    );
    expect(merge(ports({ port: 80 }), ports({ $patch: 'replace' }, { port: 9 }))).toEqual(ports({ port: 9 }));
    expect(merge({ spec: { selector: { a: 'b' } } }, { spec: { selector: { $patch: 'replace', c: 'd' } } })).toEqual({
      spec: { selector: { c: 'd' } },
    });
    const order = [{ port: 81 }, { port: 80 }];
    expect(merge(ports({ port: 80 }, { port: 81 }), { spec: { '$setElementOrder/ports': order } })).toEqual(
      ports({ port: 81 }, { port: 80 }),
    );
    expect(
      merge({ metadata: { finalizers: ['a', 'b'] } }, { metadata: { '$deleteFromPrimitiveList/finalizers': ['a'] } }),
    ).toEqual({ metadata: { finalizers: ['b'] } });
  });

  it('puts a list of plain values in the order that is asked for', () => {
    const patch = { '$setElementOrder/finalizers': ['c', 'a', 'b'], finalizers: ['c'] };
    expect(merge({ metadata: { finalizers: ['a', 'b'] } }, { metadata: patch })).toEqual({
      metadata: { finalizers: ['c', 'a', 'b'] },
    });
  });

  it('deletes by null, and replaces lists without a key', () => {
    expect(merge({ spec: { type: 'x', externalIPs: ['1'] } }, { spec: { type: null, externalIPs: ['2'] } })).toEqual({
      spec: { externalIPs: ['2'] },
    });
  });

  it('says what it cannot do', () => {
    const both = ports({ port: 80 });
    expect(() => merge(both, ports({ port: 80, $patch: 'drop' }))).toThrow(
      'unknown patch type: drop in map: map[$patch:drop port:80]',
    );
    expect(() => merge(both, ports({ port: 80, $patch: 'merge' }))).toThrow('merging lists cannot yet be specified');
    expect(() => merge(both, { spec: { $patch: 'drop' } })).toThrow(
      'unknown patch type: drop in map: map[$patch:drop]',
    );
    expect(() => merge(both, { spec: { $retainKeys: ['type'], ports: [] } })).toThrow('format of retainKeys');
    expect(merge({ spec: { a: 1, type: 'x' } }, { spec: { $retainKeys: ['type'], type: 'y' } })).toEqual({
      spec: { type: 'y' },
    });
  });

  it('changes nothing with an empty patch', () => {
    const target = ports({ port: 80 });
    expect(merge(target, {})).toEqual(target);
  });
});

// apimachinery: pkg/util/strategicpatch/patch.go
describe('directives that contradict', () => {
  const bad = (patch: Record<string, unknown>, type = 'Service', target: unknown = ports({ port: 80 })): string => {
    try {
      return JSON.stringify(strategicMerge(type, target, patch));
    } catch (error) {
      return (error as Error).message;
    }
  };

  it('an order names all that is in the list, as it is in the list', () => {
    const ordered = (order: unknown[], ...list: unknown[]): string =>
      bad({ spec: { ports: list, '$setElementOrder/ports': order } });
    const said = (order: string, list: string): string =>
      `The order in patch list:\n[${list}]\n doesn't match $setElementOrder list:\n[${order}]\n`;
    const [a, b] = [{ port: 80 }, { port: 81 }];
    expect(ordered([a, b], a, b)).toBe('{"spec":{"ports":[{"port":80},{"port":81}]}}');
    expect(ordered([b, a], a, b)).toBe(said('map[port:81] map[port:80]', 'map[port:80] map[port:81]'));
    expect(ordered([a], b)).toBe(said('map[port:80]', 'map[port:81]'));
    expect(ordered([a], a, b)).toBe(said('map[port:80]', 'map[port:80] map[port:81]'));
    // what is to be deleted is in no order, and no order is none
    expect(ordered([a], a, { ...b, $patch: 'delete' })).toBe('{"spec":{"ports":[{"port":80}]}}');
    expect(ordered([], a)).toBe('{"spec":{"ports":[{"port":80}]}}');
  });

  it('what is retained is named', () => {
    const volumes = (volume: object): Record<string, unknown> => ({ volumes: [{ name: 'v', ...volume }] });
    const pod = volumes({ configMap: { name: 'c' } });
    const retained = (names: string[], volume: object): string =>
      bad(volumes({ $retainKeys: names, ...volume }), 'PodSpec', pod);
    expect(retained(['name', 'emptyDir'], { emptyDir: {} })).toBe('{"volumes":[{"name":"v","emptyDir":{}}]}');
    expect(retained(['name'], { emptyDir: {} })).toBe('invalid patch format of retainKeys');
    // an order, and what goes from a list, are no fields
    const others = { '$setElementOrder/items': [], '$deleteFromPrimitiveList/items': [] };
    expect(retained(['name'], others)).toBe('{"volumes":[{"name":"v"}]}');
  });
});
