import { spawnSync } from 'node:child_process';
import { needs } from '../needs.ts';

/**
 * A program that runs the proxier of Kubernetes over made-up Services, without the kernel, and prints one line of JSON
 * with what it took: the whole sync in `feed_ms` and `generate_ms`, one endpoint's change in `partial_ms`.
 */
const PROGRAM = process.env['BENCH_PROXY'] ?? 'bench-proxy';

export const missing = (): string | undefined => needs(`command -v ${PROGRAM}`);

/** Milliseconds of a whole sync and of one change, in a process of its own. */
export function kubeProxy(
  mode: 'iptables' | 'nftables',
  services: number,
  endpoints: number,
): { whole: number; change: number } {
  const args = ['-mode', mode, '-services', `${services}`, '-endpoints', `${endpoints}`, '-changes', '20'];
  const { status, stdout, stderr } = spawnSync(PROGRAM, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${PROGRAM}: ${stderr.slice(0, 500)}`);
  const { feed_ms, generate_ms, partial_ms } = JSON.parse(stdout) as Record<string, number>;
  return { whole: Number(feed_ms) + Number(generate_ms), change: Number(partial_ms) };
}
