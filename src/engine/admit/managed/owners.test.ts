import { expect, test } from 'vitest';
import type { Write } from '../../cluster/Write.ts';
import { kindInfo, type KindInfo } from '../kinds.ts';
import { pathsOf, pathText } from './fieldSet.ts';
import { ownersOf } from './owners.ts';

const MAP = kindInfo('ConfigMap') as KindInfo;
const object = (data: object): unknown => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data });

type Given = Partial<Write> & { manager: string };
const told = (info: KindInfo, ...writes: Given[]): string[] =>
  ownersOf(
    info,
    writes.map((write, at) => ({ at, before: undefined, value: undefined, ...write })),
  ).map(
    ({ manager, operation, at, fields }) => `${manager} ${operation} ${at}: ${pathsOf(fields).map(pathText).join(' ')}`,
  );

const update = (manager: string, value: unknown, before?: unknown): Given => ({ manager, value, before }) as Given;
const apply = (manager: string, data: object, value: unknown, before?: unknown): Given =>
  ({ manager, value, before, configuration: object(data) }) as Given;

test('who changes a field has it', () => {
  const [a, ab] = [object({ x: '1' }), object({ x: '1', y: '2' })];
  expect(told(MAP, update('m', a), update('n', ab, a))).toEqual(['m Update 0: .data .data.x', 'n Update 1: .data.y']);
  expect(told(MAP, update('m', a), update('n', object({ x: '3' }), a))).toEqual([
    'm Update 0: .data',
    'n Update 1: .data.x',
  ]);
  // a request that is none of its kind takes nothing
  expect(told(MAP, update('m', a), update('n', object({ x: 5 }), a))).toEqual(['m Update 0: .data .data.x']);
});

test('who writes to the object and to a part of it owns twice', () => {
  const [a, ab] = [object({ x: '1' }), object({ x: '1', y: '2' })];
  const part = { ...update('m', ab, a), subresource: 'scale' };
  expect(told(MAP, update('m', a), part)).toEqual(['m Update 0: .data .data.x', 'm Update undefined: .data.y']);
  expect(told(MAP, update('m', a), update('m', ab, a))).toEqual(['m Update 1: .data .data.x .data.y']);
});

test('an apply that changes nothing is as old as before', () => {
  const a = object({ x: '1' });
  expect(told(MAP, apply('m', { x: '1' }, a), apply('m', { x: '1' }, a, a))).toEqual(['m Apply 0: .data.x']);
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec: { type: 'ClusterIP' } };
  // nor does one that changes the status alone, which is another resource
  const withStatus = { ...service, status: { loadBalancer: { ingress: [{ ip: '1.1.1.1' }] } } };
  const [first, again] = [service, withStatus].map((value) => ({ manager: 'm', value, configuration: value }));
  expect(told(kindInfo('Service') as KindInfo, first as Given, { ...again, before: service } as Given)).toEqual([
    'm Apply 0: .spec.type',
  ]);
});

// merge/update.go, update: who has nothing is no owner
test('an apply of nothing has no owner', () => {
  const bare = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } };
  expect(told(MAP, { manager: 'm', value: bare, configuration: bare } as Given)).toEqual([]);
});

// client-go: util/csaupgrade/upgrade.go
test('what others had by updates is had by an apply, once somebody upgrades', () => {
  const [x, xy, xyz] = [object({ x: '1' }), object({ x: '1', y: '2' }), object({ x: '1', y: '2', z: '3' })];
  const writes = [update('old', x), update('other', xy, x), apply('new', { z: '3' }, xyz, xy)];
  const upgrade = (manager: string, ...upgraded: string[]): Given => ({ manager, upgraded });
  expect(told(MAP, ...writes, upgrade('new', 'old'))).toEqual([
    'other Update 1: .data.y',
    'new Apply 2: .data .data.x .data.z',
  ]);
  expect(told(MAP, ...writes, upgrade('newer', 'old', 'other'))).toEqual([
    'new Apply 2: .data.z',
    'newer Apply 0: .data .data.x .data.y',
  ]);
  expect(told(MAP, ...writes, upgrade('newer', 'nobody'))).toEqual(told(MAP, ...writes));
  // an apply of theirs stays theirs, and so does what they wrote of a part of the object
  expect(told(MAP, ...writes, upgrade('newer', 'new'))).toEqual(told(MAP, ...writes));
  const part = { ...update('old', x), subresource: 'scale' };
  expect(told(MAP, part, upgrade('newer', 'old'))).toEqual(['old Update undefined: .data .data.x']);
});
