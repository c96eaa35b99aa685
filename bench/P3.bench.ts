import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACCOUNT } from '../kernel-check/rulesOf.ts';
import { renderIptablesSave } from '../src/engine/proxy/iptables/render.ts';
import { kernelConfigOf } from '../src/engine/proxy/kernelConfig.ts';
import { renderNftTable } from '../src/engine/proxy/nftables/render.ts';
import { sizes } from './clusterText.ts';
import { settle } from './collect.ts';
import { needs } from './needs.ts';
import { kubeProxy, missing as missingKubeProxy } from './peers/kubeProxy.ts';
import type { Row } from './Row.ts';
import { ENDPOINTS, rulesCluster } from './rulesCluster.ts';

const REPEATS = 5;
/** Beside kube-proxy, which is about as fast: more of them, as each differs by a fifth. */
const MANY_REPEATS = 11;

/** From the objects to the text: nothing is taken over from another repeat, as each has a seed of its own. */
const GENERATE = {
  iptables: (services: number, seed: number) => {
    const cluster = rulesCluster('iptables', services, seed);
    return timed(() => renderIptablesSave(kernelConfigOf(cluster, 'n1'), 'IPv4', undefined, { date: 'now' }));
  },
  nftables: (services: number, seed: number) => {
    const cluster = rulesCluster('nftables', services, seed);
    return timed(() => {
      const { nftables } = kernelConfigOf(cluster, 'n1');
      if (!nftables) throw new Error('not in mode nftables');
      return renderNftTable(nftables.IPv4);
    });
  },
};

function timed(work: () => string): { ms: number; text: string } {
  settle();
  const from = performance.now();
  const text = work();
  return { ms: performance.now() - from, text };
}

/** How long JavaScript needs, ms, until it is compiled: the tools are before they begin. The first time is told, too. */
const WARM_UP = 500;

function warmUp(mode: keyof typeof GENERATE, services: number): number {
  const { ms: cold } = GENERATE[mode](services, 0);
  for (let seed = 100, spent = 0; spent < WARM_UP; seed++) spent += GENERATE[mode](services, seed).ms;
  return cold;
}

/** Ours and the tool in turn, on the same text: the tool must take it. */
function measure(
  mode: keyof typeof GENERATE,
  services: number,
  tool: string,
): { ours: number[]; peer: number[]; note: string } {
  const folder = mkdtempSync(join(tmpdir(), 'kubehop-bench-'));
  const file = join(folder, 'rules');
  const ours: number[] = [];
  const peer: number[] = [];
  let note = '';
  const cold = warmUp(mode, services);
  try {
    for (let n = 1; n <= REPEATS; n++) {
      const { ms, text } = GENERATE[mode](services, n);
      // kube-proxy makes its accounting objects itself; a namespace of the tool's has none
      writeFileSync(file, text.replace(ACCOUNT, ''));
      const from = performance.now();
      const { status, stderr } = spawnSync('unshare', ['-n', 'sh', '-c', `${tool} ${file}`], { encoding: 'utf8' });
      const took = performance.now() - from;
      if (status !== 0) throw new Error(`${tool} refuses the rules: ${stderr.slice(0, 500)}`);
      note = `${text.split('\n').length - 1} lines, ${(text.length / 1e6).toFixed(1)} MB; accepted by the tool; the first time ${cold.toFixed(0)} ms`;
      ours.push(ms);
      peer.push(took);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return { ours, peer, note };
}

/** Ours and kube-proxy's first sync in turn, each of its own objects: as many Services with as many endpoints. */
function besideKubeProxy(mode: keyof typeof GENERATE, services: number): { ours: number[]; peer: number[] } {
  const ours: number[] = [];
  const peer: number[] = [];
  warmUp(mode, services);
  for (let n = 1; n <= MANY_REPEATS; n++) {
    const { ms } = GENERATE[mode](services, n);
    const { whole } = kubeProxy(mode, services, ENDPOINTS);
    ours.push(ms);
    peer.push(whole);
  }
  return { ours, peer };
}

const XL = 10_000;

export const rows: Row[] = [
  {
    id: 'P3a',
    title: `all rules as iptables text, ${XL} Services of ${ENDPOINTS} endpoints`,
    against: 'iptables-legacy-restore loads that text',
    goal: 4,
    missing: () => needs('iptables-legacy-restore --version', 'unshare -n true'),
    measure: async () => measure('iptables', XL, 'iptables-legacy-restore <'),
  },
  {
    id: 'P3b',
    title: `all rules as nftables text, ${sizes.L.services} Services of ${ENDPOINTS} endpoints`,
    against: 'nft -c -f of that text',
    goal: 8,
    missing: () => needs('nft --version', 'unshare -n true'),
    measure: async () => measure('nftables', sizes.L.services, 'nft -c -f'),
  },
  ...(['iptables', 'nftables'] as const).map((mode) => ({
    id: mode === 'iptables' ? 'P3c' : 'P3d',
    title: `all rules as ${mode} text, ${XL} Services of ${ENDPOINTS} endpoints`,
    against: "kube-proxy's own first sync, without the kernel",
    goal: 1,
    missing: missingKubeProxy,
    measure: async () => besideKubeProxy(mode, XL),
  })),
];
