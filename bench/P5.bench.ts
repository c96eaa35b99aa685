import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACCOUNT } from '../kernel-check/rulesOf.ts';
import type { Cluster, ProxySettings } from '../src/engine/cluster/Cluster.ts';
import { Random } from '../src/engine/cluster/Random.ts';
import { oneWay } from '../src/engine/kernel/Chooser.ts';
import { renderIptablesSave } from '../src/engine/proxy/iptables/render.ts';
import { kernelConfigOf } from '../src/engine/proxy/kernelConfig.ts';
import { renderNftTable } from '../src/engine/proxy/nftables/render.ts';
import { follow } from '../src/engine/trace/follow.ts';
import { startFrom } from '../src/engine/trace/start.ts';
import { readTarget, type Target } from '../src/engine/trace/target.ts';
import { allPairs } from './allPairs.ts';
import { needs } from './needs.ts';
import type { Row } from './Row.ts';
import { clusterIP, ENDPOINTS, nameOf, putAnswering, rulesCluster } from './rulesCluster.ts';

type Mode = Exclude<ProxySettings['mode'], 'ipvs'>;

const CONNECTS = 300;
/** Before time is taken, as many traces as V8 needs to have compiled what they run: the kernel's code is compiled, too. */
const WARM = 5000;
const SEED = 5;
/** Addresses of the Pod range, so that nothing is masqueraded: one to ask from, and one that no rule is about. */
const SOURCE = '10.244.250.1';
const PLAIN = '10.244.250.2:8080';

function rulesText(cluster: Cluster): string {
  const config = kernelConfigOf(cluster, 'n1');
  if (config.nftables) return renderNftTable(config.nftables.IPv4);
  return renderIptablesSave(config, 'IPv4', undefined, { date: 'now' });
}

const CONNECT = `python3 bench/peers/connect.py ${SOURCE} 80 ${CONNECTS}`;
const LOAD: Record<Mode, string> = { iptables: 'iptables-legacy-restore <', nftables: 'nft -f' };

/** The real kernel in a namespace of its own: connects without rules, then with ours, in microseconds by address. */
function kernel(mode: Mode, text: string, targets: readonly string[]): number[][] {
  const folder = mkdtempSync(join(tmpdir(), 'kubehop-bench-'));
  const file = join(folder, 'rules');
  writeFileSync(file, text.replace(ACCOUNT, ''));
  const line = [
    'ip link set lo up',
    'ip route add local 10.0.0.0/8 dev lo',
    `${CONNECT} ${PLAIN}`,
    `${LOAD[mode]} ${file}`,
    `${CONNECT} ${targets.join(' ')}`,
  ].join(' && ');
  const { stdout, stderr, status } = spawnSync('unshare', ['-n', 'sh', '-c', line], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  if (status !== 0) throw new Error(stderr.slice(0, 500));
  return stdout
    .trim()
    .split('\n')
    .map((times) => times.split(' ').map(Number));
}

/** Ours: a connection from the Node to a Pod of its own, by one way as chance has it, through all hooks there and back. */
function traced(cluster: Cluster, ip: string): number[] {
  const target = readTarget(`tcp://${ip}:80`) as Target;
  const chooser = oneWay(new Random(SEED));
  const times: number[] = [];
  for (let n = 0; n < WARM + CONNECTS; n++) {
    const from = performance.now();
    const start = startFrom(cluster, { kind: 'node', name: 'n1' }, target, ip, 32768 + n, chooser);
    if (!('world' in start)) throw new Error('no way');
    const { finished } = follow(start.world, [start.flight], 2);
    const took = performance.now() - from;
    if (finished.length !== 1 || finished[0]?.ending.result !== 'delivered') throw new Error('not one answer');
    if (n >= WARM) times.push(took);
  }
  return times;
}

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;

async function measure(mode: Mode, services: number): Promise<{ ours: number[]; peer: number[]; note: string }> {
  const cluster = rulesCluster(mode, services, SEED);
  putAnswering(cluster, nameOf(SEED, services - 1));
  const text = rulesText(cluster);
  const [first, last] = [clusterIP(0), clusterIP(services - 1)];
  // before and after the kernel's: what else the machine does comes and goes
  const before = traced(cluster, last);
  const [plain = [], atFirst = [], atLast = []] = kernel(mode, text, [first, last]);
  const ours = [...before, ...traced(cluster, last)];
  const [p, f, l] = [plain, atFirst, atLast].map(median) as [number, number, number];
  const us = (n: number): string => `${n.toFixed(0)} µs`;
  const added = l - p;
  const share = (1000 * median(ours)) / added;
  const note = `kernel: without rules ${us(p)}, first Service ${us(f)}, last ${us(l)}; ours ${us(1000 * median(ours))} is ${share.toFixed(2)} of the ${us(added)} that the rules add`;
  return { ours, peer: atLast.map((time) => time / 1000), note };
}

const missing = (mode: Mode) => (): string | undefined =>
  needs(
    mode === 'iptables' ? 'iptables-legacy-restore --version' : 'nft --version',
    'unshare -n ip link',
    'python3 -V',
  );

const row = (id: string, mode: Mode, services: number, goal: number): Row => ({
  id,
  title: `a connection to the last of ${services} Services of ${ENDPOINTS} endpoints: mode ${mode}`,
  against: "the kernel's connect() with the same rules",
  goal,
  missing: missing(mode),
  measure: () => measure(mode, services),
});

export const rows: Row[] = [
  row('P5a', 'iptables', 10_000, 1),
  row('P5a.1k', 'iptables', 1000, 1),
  row('P5a.nft', 'nftables', 1000, 0.2),
  {
    id: 'P5b',
    title: 'all pairs, 1,000 clients × 1,000 Services: milliseconds a pair',
    against: 'a walk of every rule',
    goal: 100,
    measure: async () => allPairs(),
  },
];
