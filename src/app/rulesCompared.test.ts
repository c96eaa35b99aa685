import { describe, expect, it } from 'vitest';
import { rulesCompared } from './rulesCompared.ts';

const rules = (node: string, command: string, text: string) => ({ node, texts: [{ command, text }] });

describe('rulesCompared', () => {
  it('counts what is added and removed on each Node', () => {
    const a = [rules('n1', 'iptables-save', 'x\ny\n'), rules('n2', 'iptables-save', 'x\n')];
    const b = [rules('n1', 'iptables-save', 'x\nz\nz\n'), rules('n2', 'iptables-save', 'x\n')];
    expect(rulesCompared(a, b, true)).toMatchObject([
      { node: 'n1', added: 2, removed: 1 },
      { node: 'n2', added: 0, removed: 0 },
    ]);
  });
  it('sets texts of other modes side by side, and compares none of their lines', () => {
    const [n1] = rulesCompared(
      [rules('n1', 'nft list table ip kube-proxy', 'a\n')],
      [rules('n1', 'iptables-save', 'b\n')],
      false,
    );
    expect(n1?.shared).toEqual([]);
    expect(n1?.only.a.map(({ command }) => command)).toEqual(['nft list table ip kube-proxy']);
    expect(n1?.only.b.map(({ command }) => command)).toEqual(['iptables-save']);
  });
  it('calls nothing the same that was too large to compare', () => {
    const lines = (from: number) => Array.from({ length: 60_000 }, (_, i) => `${from + i}\n`).join('');
    const [n1] = rulesCompared([rules('n1', 'x', lines(0))], [rules('n1', 'x', lines(1))], true);
    expect(n1).toMatchObject({ added: 0, removed: 0, partly: true });
  });
  it('has nothing of A on a Node that A does not have', () => {
    expect(rulesCompared([], [rules('n4', 'iptables-save', 'b\n')], true)[0]?.only).toMatchObject({ a: [], b: [{}] });
  });
});
