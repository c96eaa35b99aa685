import { expect, test } from 'vitest';
import { en } from '../words/en.ts';
import { zhCN } from '../words/zh-CN.ts';
import { whyNot } from './whyNot.ts';

const MESSAGE = 'unknown match {"kind":"ttl"} in rule x: {"matches":[{"kind":"ttl"}],"target":{"kind":"drop"}}';

test('an exception is called our own fault, with its message: a rule that the interpreter does not know, with its text', () => {
  const outcome = { kind: 'failed', message: MESSAGE, report: '' } as const;
  expect(whyNot(en.engine, outcome)).toBe(`Kubehop itself failed: ${MESSAGE}`);
  expect(whyNot(zhCN.engine, outcome)).toContain(MESSAGE);
});
