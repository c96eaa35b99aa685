// @ts-check
// `npm run check:kernel`: random clusters, in our interpreter and in network namespaces of a real Linux kernel that
// loads the rules that we render; every new connection must end the same way in both. Needs root, iproute2,
// iptables, nftables and conntrack; where they are not, it says so and does nothing.
//
//   npm run check:kernel                              2,000 flows, another seed each time
//   npm run check:kernel -- --seed 7 --flows 300      the same clusters again; cluster i has the seed 7 + i
//   npm run check:kernel -- --short                   what npm test runs: some seconds of it
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildForNode } from '../scripts/buildForNode.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const cache = join(here, '../.cache/kernel-check');
const { values } = parseArgs({
  options: { seed: { type: 'string' }, flows: { type: 'string' }, short: { type: 'boolean' } },
});

/** Why this machine cannot do it; nothing when it can. */
function obstacle() {
  if (process.platform !== 'linux') return 'this is not Linux';
  if (process.getuid?.() !== 0) return 'namespaces need root';
  const name = `kc${process.pid}-try`;
  /** @param {string} program @param {string[]} args */
  const works = (program, ...args) => spawnSync(program, args, { encoding: 'utf8' }).status === 0;
  if (!works('ip', 'netns', 'add', name)) return 'no network namespace can be made (iproute2)';
  try {
    const needs = {
      iptables:
        'iptables -t nat -A POSTROUTING -m recent --set -m statistic --mode random --probability 0.5 -j MASQUERADE',
      ip6tables: 'ip6tables -A INPUT -m conntrack --ctstate NEW -m addrtype --dst-type LOCAL -j REJECT',
      nftables: "nft 'add table ip t; add chain ip t c { type nat hook prerouting priority dstnat; }'",
      'the conntrack program': 'conntrack -L',
      'a link of two namespaces': 'ip link add veth0 type veth peer name veth1',
      bridges: 'ip link add bridge0 type bridge',
    };
    const missing = Object.entries(needs).filter(([, line]) => !works('ip', 'netns', 'exec', name, 'sh', '-c', line));
    return missing.map(([what]) => `no ${what}`).join(', ');
  } finally {
    works('ip', 'netns', 'del', name);
  }
}

const why = obstacle();
if (why) {
  console.log(`check:kernel skipped: ${why}.`);
  process.exit(0);
}
rmSync(cache, { recursive: true, force: true });
mkdirSync(cache, { recursive: true });
const load = await buildForNode(['kernel-check/main.ts']);
/** @type {typeof import('./main.ts')} */
const { main } = await load('kernel-check/main.ts');
const pings = spawnSync('ping', ['-V']).status === 0;
if (!pings) console.log('without pings: there is no program for them.');
const wrong = await main({
  pings,
  seed: Number(values.seed ?? Math.floor(Math.random() * 1_000_000)),
  flows: Number(values.flows ?? 2000),
  perCluster: values.short ? 100 : 250,
  limit: values.short ? 8_000 : Number.POSITIVE_INFINITY,
  agent: join(here, 'agent.mjs'),
  keep: (name, text) => {
    writeFileSync(join(cache, name), text);
    console.log(`  the cluster: .cache/kernel-check/${name}`);
  },
});
process.exit(wrong > 0 ? 1 : 0);
