import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cellAt, type Matrix, type MatrixCell } from '../../model/Matrix.ts';
import { createMemo } from '../SimulationMemo.ts';
import { settle } from '../controllers/settle.ts';
import { openDocuments } from '../openDocuments.ts';
import { parseText } from '../parse/parse.ts';
import { reach } from '../trace/reach.ts';
import { matrixSteps, toEnd } from './matrixSteps.ts';

const scenario = (name: string): string => readFileSync(`src/scenarios/${name}.yaml`, 'utf8');
const matrix = (text: string, system = false, most = 10_000): Matrix => toEnd(matrixSteps({ text, system, most }));

/** The cell of a place and the first column with this kind and owner. */
function cell(m: Matrix, row: string, kind: string, owner = ''): MatrixCell {
  const at = m.columns.findIndex((c) => c.kind === kind && (owner === '' || c.owner === owner));
  return cellAt(
    m,
    m.rows.findIndex((r) => r.key === row),
    at,
  );
}
const results = ({ outcomes }: MatrixCell) => outcomes.map(({ result }) => result);

describe('matrixSteps', () => {
  it.each(['load-balancer', 'nodeport', 'discovery', 'labels', 'two-ports'])('says what reach says: %s', (name) => {
    const text = scenario(name);
    const { cluster } = openDocuments(parseText(text));
    settle(cluster);
    const m = matrix(text, true);
    expect(m.rows.length * m.columns.length).toBeGreaterThan(20);
    for (const [r, { place }] of m.rows.entries())
      for (const [c, { url }] of m.columns.entries()) {
        const shares = new Map<string, number>();
        for (const { ending, share } of reach(cluster, place, url).traces)
          shares.set(ending.result, (shares.get(ending.result) ?? 0) + share);
        const { outcomes } = cellAt(m, r, c);
        expect(outcomes.map((o) => o.result).sort()).toEqual([...shares.keys()].sort());
        for (const { result, share } of outcomes) expect(share).toBeCloseTo(shares.get(result) ?? 0, 6);
      }
  });

  it('has every door of a load balancer: name, Cluster IP, a node port on each Node, and the address outside', () => {
    const m = matrix(scenario('load-balancer'));
    expect(m.columns.map((c) => c.kind)).toEqual(['name', 'clusterIP', ...Array(4).fill('nodePort'), 'loadBalancer']);
    expect(results(cell(m, 'client', 'loadBalancer'))).toEqual(['delivered']);
    expect(cell(m, 'client', 'loadBalancer').receivers).toHaveLength(3);
    expect(results(cell(m, 'client', 'clusterIP'))).toEqual(['timeout']);
    expect(results(cell(m, 'node/n1', 'name'))).toEqual(['unresolved']);
  });

  it('shows what externalTrafficPolicy Local does to Nodes without a Pod', () => {
    const text = scenario('load-balancer').replace(
      'type: LoadBalancer',
      'type: LoadBalancer\n  externalTrafficPolicy: Local',
    );
    const m = matrix(text);
    const [without] = m.rows.filter((row) => row.place.kind === 'node');
    expect(results(cell(m, 'client', 'nodePort', without?.node))).toEqual(['timeout']);
    expect(cell(m, 'client', 'nodePort', 'n1').receivers).toHaveLength(1);
  });

  it('leaves Services out instead of freezing, and says which', () => {
    const m = matrix(scenario('two-ports'), true, 60);
    expect(m.leftOut.length).toBeGreaterThan(0);
    const followed = m.cells.length * m.columns.length;
    expect(followed).toBeGreaterThan(0);
    expect(followed).toBeLessThanOrEqual(60);
    const only = m.leftOut[0] ?? '';
    const one = toEnd(matrixSteps({ text: scenario('two-ports'), system: true, most: 10_000, services: [only] }));
    expect(new Set(one.columns.map((c) => c.service))).toEqual(new Set([only]));
  });

  it('goes on in steps, and a memo changes nothing', () => {
    const text = scenario('nodeport');
    const memo = createMemo();
    const steps = matrixSteps({ text, system: false, most: 1000 }, memo);
    const first = steps.next();
    expect(first).toMatchObject({ done: false, value: { done: 1 } });
    steps.return(undefined as never);
    expect(toEnd(matrixSteps({ text, system: false, most: 1000 }, memo))).toEqual(matrix(text, false, 1000));
  });
});
