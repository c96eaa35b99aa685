import { expect, it } from 'vitest';
import { diagnosticsOf } from './diagnostics.ts';
import { openDocuments } from './openDocuments.ts';
import { parseText } from './parse/parse.ts';

/** The texts that the diagnostics of a text are drawn at. */
function underlined(text: string): string[] {
  const parsed = parseText(text);
  return diagnosticsOf(parsed, openDocuments(parsed)).map(({ span }) => text.slice(span?.start, span?.end));
}

const service = (spec: string): string => `apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n${spec}`;

it('underlines the value of the field that a message speaks of', () => {
  expect(underlined(service('  ports:\n  - port: 80\n    targetPort: -1\n'))).toEqual(['-1']);
});

it('underlines what an alias stands for where the alias is', () => {
  const text = service('  x-port: &bad 99999\n  ports:\n  - port: *bad\n').replace('  x-port: &bad 99999\n', '');
  expect(underlined(text.replace('kind: Service', 'kind: Service\nspec: {}').replace('spec: {}\n', ''))).toHaveLength(
    1,
  );
  const anchored = service('  ports:\n  - name: a\n    port: &bad 99999\n  - name: b\n    port: *bad\n');
  expect(underlined(anchored)).toEqual(expect.arrayContaining(['*bad']));
});

it('underlines a field that a merge brings, where the merge stands or where it is written', () => {
  const text = `apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  ports:
  - &port {name: a, port: 80, protocol: ICMP}
  - <<: *port
    name: b
    port: 81
`;
  for (const place of underlined(text))
    expect(['ICMP', '*port', '<<: *port\n    name: b\n    port: 81']).toContain(place);
  expect(underlined(text)).toHaveLength(2);
});

it('underlines a block scalar', () => {
  const [place] = underlined(
    service('  ports:\n  - port: 80\n  externalName: >-\n    not a\n    name\n  type: ExternalName\n'),
  );
  expect(place).toContain('not a');
});

it('underlines a value in JSON', () => {
  const text = '{"apiVersion":"v1","kind":"Service","metadata":{"name":"web"},"spec":{"ports":[{"port":70000}]}}';
  expect(new Set(underlined(text))).toEqual(new Set(['70000', '{"port":70000}']));
});

it('underlines the field of the right item of a List', () => {
  const text = `apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: Service, metadata: {name: a}, spec: {ports: [{port: 80}]}}
- {apiVersion: v1, kind: Service, metadata: {name: b}, spec: {ports: [{port: 80, protocol: ICMP}]}}
`;
  expect(underlined(text)).toEqual(['ICMP']);
});

it('underlines an unknown field of an item of a List', () => {
  const text = `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Service
  metadata: {name: a}
  spec: {prots: [], ports: [{port: 80}]}
`;
  expect(underlined(text)).toEqual(['[]']);
});
