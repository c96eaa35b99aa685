import { describe, expect, it } from 'vitest';
import type { SimulationResult } from '../model/Simulation.ts';
import type { Trace } from '../model/Trace.ts';
import { differ, differences, wayBeside } from './differences.ts';
import { exampleResult } from './fixture.ts';
import { remarksOf } from './remarks.ts';

const b = exampleResult();
const traces = b.reach?.traces ?? [];
const withTraces = (changed: Trace[]): SimulationResult => ({ ...b, reach: { ...b.reach!, traces: changed } });
const lost: Trace = { ...traces[0]!, hops: traces[0]!.hops.slice(0, 3), ending: { result: 'timeout' }, share: 1 };

describe('differences', () => {
  it('finds none between a variant and itself', () => {
    const found = differences(b, b, b.taken, b.taken);
    expect(found).toMatchObject({ ending: false, parting: null });
    expect(found?.outcomes.some(differ)).toBe(false);
    expect(found?.sources.some(differ)).toBe(false);
    expect(found?.tried.a).toBe(found?.tried.b);
  });
  it('says how the chances and the ends differ, the largest difference first', () => {
    const found = differences(withTraces([lost]), b, 0, 0);
    expect(found?.ending).toBe(true);
    expect(found?.outcomes[0]).toEqual({ kind: 'failure', name: 'timeout', a: 1, b: 0 });
    expect(found?.outcomes.reduce((sum, { b: share }) => sum + share, 0)).toBeCloseTo(1);
    expect(found?.sources.every(({ a }) => a === 0)).toBe(true);
    expect(found?.parting).toBe(3);
  });
  it('finds the first step that does something else', () => {
    const other = traces[0]!.hops.map((hop, i) =>
      i === 2 ? { ...hop, after: { ...hop.after, dst: '10.9.9.9' } } : hop,
    );
    expect(differences(withTraces([{ ...traces[0]!, hops: other }]), b, 0, 0)?.parting).toBe(2);
  });
  it('leaves the port of a masquerade and the words alone: they are no difference', () => {
    const other = traces[0]!.hops.map((hop) => ({
      ...hop,
      sentence: { who: '', does: [] },
      after: { ...hop.after, sport: 1 },
    }));
    expect(differences(withTraces([{ ...traces[0]!, hops: other }]), b, 0, 0)?.parting).toBeNull();
  });
  it('has nothing to say without a connection', () => {
    expect(differences({ ...b, reach: null }, b, 0, 0)).toBeNull();
  });
});

describe('wayBeside', () => {
  it('is the way to the same receiver, whatever the seed takes', () => {
    traces.forEach((trace, i) => expect(wayBeside(b, trace)).toBe(i));
  });
  it('is what the seed takes where nobody else receives', () => {
    expect(wayBeside({ ...withTraces([lost, lost]), taken: 1 }, traces[0]!)).toBe(1);
  });
});

describe('remarksOf', () => {
  const drawn = new Set([...b.pods, ...b.services].map(({ key }) => key));
  it('has none for what is the same', () => {
    expect(remarksOf(b, b, [], 'a', drawn).size).toBe(0);
  });
  it('names the field that differs, what only one has, and chances', () => {
    const services = b.services.map((s) => ({ ...s, externalTrafficPolicy: 'Local' as const }));
    const a = { ...b, services, pods: b.pods.slice(1) };
    const key = b.services[0]!.key;
    expect(remarksOf(a, b, [], 'a', drawn).get(key)).toEqual({
      kind: 'state',
      field: 'externalTrafficPolicy',
      value: 'Local',
    });
    expect(remarksOf(b, a, [], 'b', drawn).get(b.pods[0]!.key)).toEqual({ kind: 'only' });
    const outcome = { kind: 'pod', name: 'default/tomcat-1', a: 0.5, b: 1 } as const;
    expect(remarksOf(b, b, [outcome], 'a', drawn).get('Pod/default/tomcat-1')).toEqual({ kind: 'share', share: 0.5 });
  });
});
