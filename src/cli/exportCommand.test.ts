import { describe, expect, it } from 'vitest';
import { catchPrinted } from '../../test/catchPrinted.ts';
import { exportCommand } from './exportCommand.ts';
import { UsageError } from './UsageError.ts';

const printed = catchPrinted();
const file = 'src/scenarios/nodeport.yaml';

describe('kubehop export', () => {
  it('writes a report of a connection, in a language', () => {
    expect(exportCommand(['markdown', file, '--from', 'client', 'tcp://192.168.251.101:31002'])).toBe(0);
    expect(printed.stdout).toContain('`client → tcp://192.168.251.101:31002`');
    expect(printed.stdout).toContain('```mermaid\nsequenceDiagram\n');
  });

  it('writes it in Chinese', () => {
    exportCommand(['markdown', file, '--lang=zh-CN']);
    expect(printed.stdout).toContain('## 逐跳');
  });

  it('writes manifests, a script and rules', () => {
    exportCommand(['yaml', file]);
    expect(printed.stdout).toMatch(/kind: Service/);
    expect(printed.stdout).not.toMatch(/kubehop\.dev|kubeadm|kind: Node\n/);
    exportCommand(['script', file]);
    expect(printed.stdout).toContain('#!/bin/sh\n');
    exportCommand(['rules', file]);
    expect(printed.stdout).toMatch(/# \S+\$ iptables-save\n/);
  });

  it('refuses other words', () => {
    for (const args of [
      [],
      ['gif', file],
      ['yaml'],
      ['yaml', file, 'tcp://a:1'],
      ['markdown', file, 'tcp://a:1'],
      ['yaml', file, '--lang', 'fr'],
    ])
      expect(() => exportCommand(args)).toThrow(UsageError);
  });
});
