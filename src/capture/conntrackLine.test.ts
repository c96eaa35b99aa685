import { expect, test } from 'vitest';
import { openSettled } from '../engine/openSettled.ts';
import { execute } from '../engine/shell/execute.ts';
import { reach } from '../engine/trace/reach.ts';
import { trackingLine } from './conntrackLine.ts';

const text = `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {nodeName: n2, containers: [{name: c, image: agnhost}]}
`;

test('an entry is printed as conntrack -L prints it on that Node', () => {
  const { cluster } = openSettled(text).opened;
  const [trace] = reach(cluster, { kind: 'node', name: 'n1' }, 'icmp://10.244.2.2').traces;
  const last = trace!.hops.findLast(({ at, tracking }) => at.name === 'n2' && tracking);
  const line = trackingLine(last!.tracking!);
  expect(line).toMatch(/^icmp {5}1 \d+ src=\S+ dst=10\.244\.2\.2 type=8 code=0 id=1 src=10\.244\.2\.2 /);
  execute(cluster, 'node/n1', 'ping -c 1 10.244.2.2', '');
  const printed = execute(cluster, 'node/n2', 'conntrack -L -p icmp', '').stdout;
  const without = (one: string): string => one.replace(/^(\w+ +\d+) \d+/, '$1');
  expect(printed.split('\n').map(without)).toContain(without(line!));
});

test('what was not answered says so, and an INVALID packet has no entry', () => {
  const tuple = { src: '10.0.0.1', sport: 1, dst: '10.0.0.2', dport: 53 };
  const entry = { protocol: 'udp', original: tuple, reply: tuple, state: '', timeout: 30 } as const;
  const tracking = { state: 'NEW', direction: 'original', fresh: true, entry } as const;
  expect(trackingLine(tracking)).toBe(
    'udp      17 30 src=10.0.0.1 dst=10.0.0.2 sport=1 dport=53 [UNREPLIED] src=10.0.0.1 dst=10.0.0.2 sport=1 dport=53 mark=0 use=1',
  );
  const stream = { ...tracking, state: 'ESTABLISHED', entry: { ...entry, timeout: 120 } } as const;
  expect(trackingLine(stream)).toMatch(/\[ASSURED\] mark=0 use=1$/);
  expect(trackingLine({ state: 'INVALID', direction: 'original', fresh: false })).toBeNull();
});
