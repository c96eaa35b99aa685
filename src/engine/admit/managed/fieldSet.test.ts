import { describe, expect, test } from 'vitest';
import { difference, fieldsV1, has, intersection, pathsOf, pathText, setOf, union, without } from './fieldSet.ts';

const PORT = ['f:spec', 'f:ports', 'k:{"port":80,"protocol":"TCP"}'];
const OTHER = ['f:spec', 'f:ports', 'k:{"port":443,"protocol":"TCP"}'];

describe('sets of fields', () => {
  const a = setOf([PORT, [...PORT, 'f:name'], ['f:spec', 'f:type']]);
  const b = setOf([[...PORT, 'f:name'], OTHER]);

  test('are joined, cut and taken from each other', () => {
    expect(pathsOf(intersection(a, b))).toEqual([[...PORT, 'f:name']]);
    expect(pathsOf(difference(a, b))).toEqual([['f:spec', 'f:type'], PORT]);
    expect(has(union(a, b), OTHER)).toBe(true);
    expect(has(a, ['f:spec'])).toBe(false);
    expect(pathsOf(without(a, 'f:spec'))).toEqual([]);
  });

  test('are told in the order of their elements, those that end first', () => {
    expect(pathsOf(union(a, b)).map(pathText)).toEqual([
      '.spec.type',
      '.spec.ports[port=80,protocol="TCP"]',
      '.spec.ports[port=443,protocol="TCP"]',
      '.spec.ports[port=80,protocol="TCP"].name',
    ]);
    expect(pathText(['f:addresses', 'v:"10.0.0.1"'])).toBe('.addresses[="10.0.0.1"]');
  });

  test('are written as fieldsV1', () => {
    expect(fieldsV1(a)).toEqual({
      'f:spec': { 'f:ports': { 'k:{"port":80,"protocol":"TCP"}': { '.': {}, 'f:name': {} } }, 'f:type': {} },
    });
  });
});

// fieldpath/element.go, Less
test('elements of lists come by their values, numbers by their size', () => {
  const element = (...texts: string[]): string[] =>
    pathsOf(setOf(texts.map((text) => [text]))).map(([only]) => only ?? '');
  expect(element('v:10', 'v:9', 'v:"b"', 'v:"a"', 'f:z', 'k:{"name":"a"}')).toEqual([
    'f:z',
    'k:{"name":"a"}',
    'v:9',
    'v:10',
    'v:"a"',
    'v:"b"',
  ]);
  // value/value.go, Compare
  expect(element('v:"1"', 'v:9')).toEqual(['v:9', 'v:"1"']);
  expect(element('v:9', 'v:"1"')).toEqual(['v:9', 'v:"1"']);
  expect(element('k:{"ip":"z"}', 'k:{"name":"a"}')).toEqual(['k:{"ip":"z"}', 'k:{"name":"a"}']);
  expect(element('k:{"name":"b"}', 'k:{"name":"a","port":1}', 'k:{"name":"a"}', 'k:{"ip":"z"}')).toEqual([
    'k:{"ip":"z"}',
    'k:{"name":"a"}',
    'k:{"name":"a","port":1}',
    'k:{"name":"b"}',
  ]);
});
