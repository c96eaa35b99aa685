import { spawnSync } from 'node:child_process';

/** Why a row cannot run here: the first of these command lines that fails; undefined when all work. */
export function needs(...lines: string[]): string | undefined {
  const missing = lines.find((line) => spawnSync('sh', ['-c', line], { stdio: 'ignore' }).status !== 0);
  return missing && `needs \`${missing}\` to work (Linux, root)`;
}
