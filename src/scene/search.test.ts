import { expect, test } from 'vitest';
import { crowded } from './fixture.ts';
import { search } from './search.ts';

const result = crowded(300, 20, 40);
const names = (query: string): string[] => search(result, query).found.map(({ kind, name }) => `${kind} ${name}`);

test('finds by name, the exact one first', () => {
  expect(names('web-1')[0]).toBe('Service web-1');
  expect(names('n17').slice(0, 2)).toEqual(['Node n17', 'Node n170']);
  expect(search(result, 'web-n17-').total).toBe(20);
  expect(search(result, 'web').found).toHaveLength(12);
});

test('finds by address, port and label, and says by which', () => {
  expect(names('10.96.10.20')).toEqual(['Service tomcat-service']);
  expect(names('31002')[0]).toBe('Service tomcat-service');
  expect(search(result, 'tier=frontend').found[0]).toMatchObject({ kind: 'Pod', detail: 'tier=frontend' });
});

test('keeps to one kind', () => {
  expect(new Set(search(result, 'pod: web').found.map(({ kind }) => kind))).toEqual(new Set(['Pod']));
  expect(search(result, 'node:').total).toBe(result.nodes.length);
});

test('nothing is nothing', () => {
  expect(search(result, '  ')).toEqual({ found: [], total: 0 });
  expect(search(result, 'no such thing')).toEqual({ found: [], total: 0 });
});
