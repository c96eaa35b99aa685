import { describe, expect, it } from 'vitest';
import type { Matrix, MatrixCell, MatrixColumn, MatrixRow } from '../model/Matrix.ts';
import { matrixChanges } from './matrixChanges.ts';
import { matrixTable } from './matrixTable.ts';
import { unfoldChanges } from './unfoldChanges.ts';

const client: MatrixRow = { key: 'client', place: { kind: 'client' }, workload: '', node: '', class: 0, own: {} };
const node = (i: number): MatrixRow => ({
  key: `node/n${i}`,
  place: { kind: 'node', name: `n${i}` },
  workload: '',
  node: `n${i}`,
  class: 0,
  own: {},
});
const pod = (i: number): MatrixRow => ({
  key: `pod/default/web-${i}`,
  place: { kind: 'pod', namespace: 'default', name: `web-${i}` },
  workload: 'Deployment/default/web',
  node: 'n1',
  class: 0,
  own: {},
});
const door = (owner: string): MatrixColumn => ({
  key: `web 80 nodePort ${owner}`,
  service: 'Service/default/web',
  port: '80/tcp',
  kind: 'nodePort',
  family: 'IPv4',
  owner,
  url: `tcp://${owner}:30080`,
  network: 'node',
  endpoints: 3,
});
const all: MatrixCell = { outcomes: [{ result: 'delivered', share: 1 }], receivers: ['a', 'b', 'c'] };
const none: MatrixCell = { outcomes: [{ result: 'timeout', share: 1 }], receivers: [] };
const half: MatrixCell = {
  outcomes: [
    { result: 'delivered', share: 0.5 },
    { result: 'refused', share: 0.5 },
  ],
  receivers: ['a'],
};
const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);
const matrix = (rows: MatrixRow[], columns: MatrixColumn[], kindOf: (column: number) => number): Matrix => ({
  rows,
  columns,
  cells: [columns.map((_, i) => kindOf(i))],
  kinds: [all, none, half],
  leftOut: [],
});
const doors = ['n1', 'n2', 'n3'].map(door);

describe('matrixTable', () => {
  it('says what a cell is', () => {
    const { lines } = matrixTable(
      matrix([client], doors, (i) => i),
      null,
      new Set(),
    );
    expect(lines[0]?.cells.map(({ look }) => look)).toEqual([
      { state: 'delivered', reached: 3, of: 3, share: 1, failure: '' },
      { state: 'timeout', reached: 0, of: 3, share: 0, failure: 'timeout' },
      { state: 'partly', reached: 1, of: 3, share: 0.5, failure: 'refused' },
    ]);
  });

  it('folds doors that are all the same, and opens them', () => {
    const m = matrix([client, node(1)], doors, () => 0);
    const closed = matrixTable(m, null, new Set());
    expect(closed.groups[0]?.columns).toMatchObject([{ fold: 'closed', members: doors }]);
    const open = matrixTable(m, null, new Set([closed.groups[0]?.columns[0]?.key ?? '']));
    expect(open.groups[0]?.columns.map(({ fold }) => fold)).toEqual(['open', 'single', 'single']);
  });

  it('folds Nodes and the Pods of a workload only when there are many rows', () => {
    const few = [client, ...range(3).map(node), ...range(4).map(pod)];
    expect(
      matrixTable(
        matrix(few, doors, () => 0),
        null,
        new Set(),
      ).lines,
    ).toHaveLength(8);
    const many = [client, ...range(12).map(node), ...range(20).map(pod)];
    const { lines } = matrixTable(
      matrix(many, doors, (i) => i),
      null,
      new Set(),
    );
    expect(lines.map(({ key, members }) => [key, members.length])).toEqual([
      ['client', 1],
      ['nodes', 12],
      ['Deployment/default/web', 20],
    ]);
    expect(
      matrixTable(
        matrix(many, doors, () => 0),
        null,
        new Set(['nodes']),
      ).lines,
    ).toHaveLength(14);
  });

  it('draws no more than a page can bear, and says how many lines are missing', () => {
    const rows = range(5000).map((i) => ({ ...pod(i), workload: `Pod/default/web-${i}` as const }));
    const { lines, hidden } = matrixTable(
      matrix(rows, doors, (i) => i),
      null,
      new Set(),
    );
    expect(lines.length + hidden).toBe(5000);
    expect(lines.length * 3).toBeLessThanOrEqual(4000);
  });
});

describe('matrixChanges', () => {
  it('finds cells that look different, whatever moved', () => {
    const before = matrix([client, node(1)], doors, () => 0);
    const after = matrix([node(1), client, pod(1)], doors.toReversed().slice(0, 2), (i) => (i === 0 ? 1 : 0));
    const changes = matrixChanges(before, after);
    expect(
      changes.cells.map(({ row, column, before: b, after: a }) => [row.key, column.owner, b.state, a.state]),
    ).toEqual([
      ['node/n1', 'n3', 'delivered', 'timeout'],
      ['client', 'n3', 'delivered', 'timeout'],
    ]);
    expect(changes.rows).toEqual({ added: 1, gone: 0 });
    expect(changes.columns).toEqual({ added: 0, gone: 1 });
    const { lines } = matrixTable(after, changes, new Set());
    expect(lines[0]?.cells[0]).toMatchObject({ changed: 1, before: { state: 'delivered' } });
    expect(lines[2]?.cells[0]).toMatchObject({ changed: 0, before: null });
  });
  it('finds nothing between equals', () => {
    const m = matrix([client], doors, () => 2);
    expect(matrixChanges(m, m)).toMatchObject({ cells: [], rows: { added: 0, gone: 0 } });
  });
  it('unfolds where members changed in different ways, and nothing else', () => {
    const before = matrix([client], doors, (i) => (i === 1 ? 1 : 0));
    const after = matrix([client], doors, () => 0);
    const table = matrixTable(after, matrixChanges(before, after), new Set());
    const [key = ''] = table.groups[0]?.columns.map((column) => column.key) ?? [];
    expect(unfoldChanges(table)).toEqual(new Set([key]));
    expect(unfoldChanges(matrixTable(after, matrixChanges(after, after), new Set())).size).toBe(0);
  });
});
