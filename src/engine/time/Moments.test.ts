import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../model/KubeObject.ts';
import { endingsOf } from '../trace/endings.ts';
import { Moments } from './Moments.ts';

const rolling = readFileSync('conformance/sequences/rolling-update.yaml', 'utf8');
const killed = readFileSync('conformance/sequences/killed-node.yaml', 'utf8');

/** Everything that the API has stored, and what a connection from a Node meets. */
function facts(moments: Moments, text: string, at: number): unknown {
  const { cluster } = moments.open({ text }, at).opened;
  const objects = ['Pod', 'ReplicaSet', 'Deployment', 'EndpointSlice', 'Node'].flatMap((kind) =>
    cluster.store.list<KubeObject>(kind),
  );
  const ends = endingsOf(cluster, { kind: 'node', name: 'n1' }, 'tcp://web:80');
  return { objects, ends, now: cluster.now };
}

describe('a moment', () => {
  it.each([
    ['a rolling update', rolling, 23_000],
    ['a Node that fails', killed, 85_000],
  ])('is the same, from wherever one comes: %s', (_, text, end) => {
    const one = new Moments();
    // a sequence of odd numbers, forwards and back
    for (let i = 1; i <= 12; i++) {
      const at = Math.floor(((i * 7919) % 101) * 0.0099 * end);
      expect(facts(one, text, at)).toEqual(facts(new Moments(), text, at));
    }
  });

  it('is no later than it was asked for', () => {
    const moments = new Moments();
    const { cluster } = moments.open({ text: rolling }, 3100).opened;
    const names = cluster.store.list('Pod', 'default').map(({ metadata }) => metadata.name);
    expect(names).toHaveLength(4);
    expect(moments.open({ text: rolling }, 0).opened.cluster.store.count('Pod')).toBe(5);
  });
});
