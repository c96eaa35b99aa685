import { describe, expect, it } from 'vitest';
import type { Expectation } from '../model/Scenario.ts';
import { type Outcome, runScenario } from './runScenario.ts';
import { unmetOf } from './expectation.ts';
import { readScenario } from './readScenario.ts';
import { parseText } from './parse/parse.ts';

const to = (pod: string): Outcome => ({
  result: 'delivered',
  pod,
  port: 80,
  source: '10.244.1.1',
  share: 0.5,
  path: [],
});
const reached = (...outcomes: Outcome[]) => ({ on: 'client', reach: 'tcp://10.96.0.1:80', outcomes });
const refused: Outcome = { result: 'refused', share: 0.5, path: [] };

describe('unmetOf', () => {
  it.each<[string, string[], Outcome[], boolean]>([
    ['one pattern for all', ['delivered to default/web-*'], [to('default/web-1'), to('default/web-2')], true],
    ['a stranger', ['delivered to default/web-*'], [to('default/web-1'), to('default/db')], false],
    ['both must occur', ['delivered to default/web-1', 'refused'], [to('default/web-1')], false],
    ['both occur', ['delivered to *', 'refused'], [to('default/web-1'), refused], true],
    ['nothing at all', ['delivered to *'], [], false],
    ['stars in the middle', ['*to*web*2'], [to('default/web-12')], true],
    ['the source and the port', ['delivered to * from 10.244.1.1 at 80'], [to('default/web-1')], true],
    ['another source', ['delivered to * from 10.244.1.9'], [to('default/web-1')], false],
    ['the chance', ['delivered to * in 50 %', 'refused in 50%'], [to('default/web-1'), refused], true],
    ['another chance', ['delivered to * in 33.3 %'], [to('default/web-1')], false],
    ['a tail that overlaps', ['delivered to default/web-1*1'], [to('default/web-1')], false],
  ])('%s', (_, outcomes, ends, holds) => {
    expect(unmetOf({ outcomes }, reached(...ends)).length === 0).toBe(holds);
  });

  it.each<[Expectation, number]>([
    [{ prints: ['web', 'db'] }, 1],
    [{ prints: ['warned'], exit: 0 }, 0],
    [{ exit: 1 }, 1],
  ])('of a command: %o', (expected, unmet) => {
    const result = { on: 'admin', run: 'x', stdout: 'web\n', stderr: 'warned\n', exit: 0 };
    expect(unmetOf(expected, result)).toHaveLength(unmet);
  });
});

describe('a scenario with expectations', () => {
  const text = `apiVersion: kubehop.dev/v1
kind: Scenario
metadata: {name: lesson}
spec:
  title: {en: One, zh-CN: 一}
  steps:
  - say: {en: Look, zh-CN: 看}
    run: kubectl get svc kubernetes
    expect: 10.96.0.1
    until: {run: kubectl get nodes, expect: [n1, n2]}
  - say: Who answers?
    answers: [{text: nobody}, {text: {en: a Pod}, right: true}]
  - {on: client, reach: "tcp://192.168.251.101:1", expect: refused}
`;

  it('is read', () => {
    const { title, steps } = readScenario(parseText(text).documents.map(({ value }) => value));
    expect(title).toEqual({ en: 'One', 'zh-CN': '一' });
    expect(steps[0]).toMatchObject({ expect: { prints: ['10.96.0.1'] }, until: { expect: { prints: ['n1', 'n2'] } } });
    expect(steps[1]?.answers).toEqual([
      { text: 'nobody', right: false },
      { text: { en: 'a Pod' }, right: true },
    ]);
    expect(steps[2]?.expect).toEqual({ outcomes: ['refused'] });
  });

  it('meets them', () => {
    const { steps } = runScenario(text);
    const expected = readScenario(parseText(text).documents.map(({ value }) => value)).steps.filter((s) => s.expect);
    expect(steps.flatMap((result, i) => unmetOf(expected[i]?.expect ?? {}, result))).toEqual([]);
  });
});
