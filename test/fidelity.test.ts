import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fidelityPages, recorded } from '../scripts/fidelity.mjs';
import { project } from './guards/planted.ts';

it.each(Object.entries(fidelityPages(project)))('%s says what the recordings say now', (file, text) => {
  expect(readFileSync(join(project, file), 'utf8'), 'run: node scripts/fidelity.mjs').toBe(text);
});

it('counts every recorded answer, by mode of kube-proxy', () => {
  const { cases, modes, score } = recorded(project);
  expect(modes.iptables + modes.nftables + modes.ipvs).toBe(cases);
  expect(score['create']?.of).toBe(cases);
});
