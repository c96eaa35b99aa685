import { expect, test } from 'vitest';
import { clusterFixture, putPod, putService } from '../engine/trace/clusterFixture.ts';
import { reach } from '../engine/trace/reach.ts';
import type { Trace } from '../model/Trace.ts';
import { type Field, layersOf } from './layers.ts';
import { pcapOf } from './pcap.ts';

const cluster = clusterFixture();
const one = putPod(cluster, { name: 'web-1', node: 'n1', ip: '10.244.1.2', listens: '8080/tcp' });
const nodePort = { protocol: 'TCP' as const, port: 80, targetPort: 8080, nodePort: 30080 };
putService(cluster, 'web', { clusterIP: '10.96.0.80', type: 'NodePort', ports: [nodePort] }, [{ pod: one }]);

const trace = reach(cluster, { kind: 'client' }, 'tcp://192.168.251.103:30080').traces[0] as Trace;
const at = (kind: string): number => trace.hops.findIndex(({ steps }) => steps.some((step) => step.kind === kind));
const said = ({ name, before, after }: Field): string =>
  before === after ? `${name} ${after}` : `${name} ${before ?? ''} > ${after ?? ''}`;
const layer = (index: number, name: string): string[] =>
  layersOf(trace, index)!
    .layers.filter((one_) => one_.name === name)
    .flatMap(({ fields }) => fields.map(said));

test('a translation changes the addresses and ports of its layers, and nothing else', () => {
  const dnat = at('translate');
  expect(layer(dnat, 'IPv4')).toEqual([
    'src 198.51.100.7',
    'dst 192.168.251.103 > 10.244.1.2',
    'TTL 63',
    'protocol 6 tcp',
    'length 60',
  ]);
  expect(layer(dnat, 'TCP')).toEqual(['sport 51514', 'dport 30080 > 8080', 'flags SYN']);
  expect(layersOf(trace, dnat)!.tcpdump).toMatch(/^IP 198\.51\.100\.7\.51514 > 10\.244\.1\.2\.8080: Flags \[S\], seq/);
});

test('who passes a packet on takes one off its time to live', () => {
  const forwards = trace.hops.findIndex(({ at: machine, hook }) => machine.name === 'n1' && hook === 'FORWARD');
  expect(layer(forwards, 'IPv4')).toContain('TTL 62 > 61');
});

test('Ethernet is there on wires only, with the hardware addresses of the .pcap file', () => {
  const dnat = at('translate');
  const frames = layersOf(trace, dnat)!.layers.filter(({ name }) => name === 'Ethernet');
  expect(frames.map(({ wire }) => wire)).toEqual([{ direction: 'In', device: 'eth0' }]);
  const file = pcapOf(trace, {
    at: ({ at: machine, device, direction }) => machine.name === 'n3' && device === 'eth0' && direction === 'In',
  });
  const mac = (from: number): string =>
    [...file.subarray(from, from + 6)].map((byte) => byte.toString(16).padStart(2, '0')).join(':');
  expect(layer(dnat, 'Ethernet')).toEqual([`src ${mac(46)}`, `dst ${mac(40)}`, 'type 0x0800 IPv4']);
  expect(layer(0, 'Ethernet')).toHaveLength(3);
});

test('a handshake has no data, and a connection that never began no layers', () => {
  expect(layersOf(trace, 0)!.payload).toEqual({ kind: 'handshake' });
  const unresolved = reach(cluster, { kind: 'client' }, 'tcp://nosuch:80').traces[0] as Trace;
  expect(layersOf(unresolved, 0)).toBeNull();
});

test('VXLAN, PROXY headers, ping and errors', () => {
  const [first] = trace.hops;
  const outer = { src: '192.168.251.101', sport: 40000, dst: '192.168.251.102', dport: 8472, vni: 1 };
  const hop = first!;
  const wrapped = layersOf({ hops: [{ ...hop, after: { ...hop.after, outer } }] }, 0)!;
  expect(wrapped.layers.map(({ name }) => name)).toEqual(['VXLAN', 'IPv4', 'TCP']);
  expect(wrapped.layers[0]!.fields.map(said)).toContain('VNI  > 1');
  const proxied = { src: '198.51.100.7', sport: 1, dst: '203.0.113.10', dport: 80 };
  expect(layersOf({ hops: [{ ...hop, after: { ...hop.after, proxied } }] }, 0)!.payload).toEqual({
    kind: 'proxy',
    text: 'PROXY TCP4 198.51.100.7 203.0.113.10 1 80',
  });
  const ping = reach(cluster, { kind: 'client' }, 'icmp://192.168.251.103').traces[0] as Trace;
  expect(layersOf(ping, 0)!.payload).toEqual({ kind: 'ping' });
  expect(layersOf(ping, 0)!.layers.at(-1)!.fields.map(said)).toEqual(['type echo request']);
});
