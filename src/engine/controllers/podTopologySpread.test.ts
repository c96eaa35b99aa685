import { describe, expect, it } from 'vitest';
import type { Pod } from '../../model/Pod.ts';
import { openDocuments } from '../openDocuments.ts';
import { parseText } from '../parse/parse.ts';
import { settle } from './settle.ts';

/** The Nodes of a Deployment's Pods, and what the scheduler says of those that wait. */
function placed(constraint: string, replicas: number): { nodes: string[]; waits: string[] } {
  const { cluster } = openDocuments(
    parseText(`apiVersion: apps/v1
kind: Deployment
metadata: {name: s}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: s}}
  template:
    metadata: {labels: {app: s}}
    spec:
      topologySpreadConstraints: [${constraint}]
      containers: [{name: c, image: nginx}]
`),
  );
  settle(cluster);
  const pods = cluster.store.list<Pod>('Pod', 'default');
  return {
    nodes: pods.flatMap(({ spec }) => spec.nodeName ?? []).sort(),
    waits: pods.flatMap(({ spec, status }) => (spec.nodeName ? [] : (status.conditions?.[0]?.message ?? ''))),
  };
}
const more = 'whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: s}}';

// podtopologyspread/filtering.go
describe('hard topology spread constraints', () => {
  it('keep zones even: as many in zone-b, of one Node, as in zone-a, of two', () => {
    const { nodes } = placed(
      `{maxSkew: 1, topologyKey: topology.kubernetes.io/zone, ${more}, nodeTaintsPolicy: Honor}`,
      4,
    );
    expect(nodes.filter((name) => name === 'n3')).toHaveLength(2);
  });

  it('hold a Pod back where the least is a Node that it may not go to, unless taints count', () => {
    const host = `maxSkew: 1, topologyKey: kubernetes.io/hostname, ${more}`;
    expect(placed(`{${host}, nodeTaintsPolicy: Honor}`, 5).nodes).toHaveLength(5);
    const { nodes, waits } = placed(`{${host}}`, 5);
    expect(nodes).toEqual(['n1', 'n2', 'n3']);
    expect(waits[0]).toContain("3 node(s) didn't match pod topology spread constraints");
  });

  it('refuse Nodes without the label, whoever leaves', () => {
    const { waits } = placed(`{maxSkew: 1, topologyKey: nowhere, ${more}}`, 1);
    expect(waits).toEqual([
      "0/4 nodes are available: 1 node(s) had untolerated taint(s), 3 node(s) didn't match pod topology spread constraints (missing required label). no new claims to deallocate, preemption: 0/4 nodes are available: 4 Preemption is not helpful for scheduling.",
    ]);
  });

  it('are only wishes when scheduling goes on anyway', () => {
    const { waits } = placed(
      `{maxSkew: 1, topologyKey: nowhere, ${more}}`.replace('DoNotSchedule', 'ScheduleAnyway'),
      1,
    );
    expect(waits).toEqual([]);
  });
});
