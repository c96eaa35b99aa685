import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createSession } from '../Session.ts';
import { withEdits } from '../../model/withEdits.ts';
import { variantEdits } from '../variantEdits.ts';
import { nodeRules } from './rules.ts';

const scenario = readFileSync('src/scenarios/load-balancer.yaml', 'utf8');
/** Everything but the date, which is that of the settled cluster in the terminal. */
const undated = (text: string): string => text.replaceAll(/ on \w{3} .*$/gm, '');

describe('nodeRules', () => {
  it.each(['iptables', 'nftables', 'ipvs'] as const)('prints what the terminal prints: %s', (mode) => {
    const text = withEdits(scenario, variantEdits(scenario, mode));
    const [rules] = nodeRules({ text }, ['n1']);
    expect(rules?.texts.length).toBeGreaterThan(0);
    for (const { command, text: printed } of rules?.texts ?? []) {
      const { stdout, exit } = createSession().run({ text }, { on: 'node/n1', run: command }).result;
      expect(exit).toBe(0);
      expect(undated(printed)).toBe(undated(stdout));
    }
  });
  it('leaves out Nodes that are not there', () => {
    expect(nodeRules({ text: scenario }, ['n1', 'nowhere']).map(({ node }) => node)).toEqual(['n1']);
  });
  it('has one date for every text', () => {
    const longer = scenario.replace(/replicas: \d/, 'replicas: 9');
    const dates = [scenario, longer].map(
      (text) => /on (.*)/.exec(nodeRules({ text }, ['n1'])[0]?.texts[0]?.text ?? '')?.[1],
    );
    expect(dates[0]).toBe(dates[1]);
  });
});
