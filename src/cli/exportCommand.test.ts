import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

  it('draws the picture, the same each time, in a theme, as far as a hop', () => {
    const svg = (...more: string[]): string => {
      const before = printed.stdout.length;
      exportCommand(['svg', file, ...more]);
      return printed.stdout.slice(before);
    };
    const whole = svg();
    expect(whole).toMatch(
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[\s\S]*<title>Port 31002 on every Node<\/title>/,
    );
    expect(whole).toContain('>192.168.251.101<');
    expect(svg()).toBe(whole);
    expect(svg('--theme', 'dark')).toContain('#11161b');
    expect(svg('--lang', 'zh-CN')).not.toBe(whole);
    expect(svg('--hop', '2')).not.toBe(svg('--hop', '3'));
    expect(svg('--hop', 'deciding')).toBe(svg('--hop', '2'));
  });

  it('draws a cluster without any connection, too', () => {
    const empty = join(mkdtempSync(join(tmpdir(), 'kubehop-')), 'empty.yaml');
    writeFileSync(empty, '');
    exportCommand(['svg', empty]);
    expect(printed.stdout).toContain('</svg>');
  });

  it('refuses other words', () => {
    for (const args of [
      [],
      ['gif', file],
      ['yaml'],
      ['yaml', file, 'tcp://a:1'],
      ['markdown', file, 'tcp://a:1'],
      ['yaml', file, '--lang', 'fr'],
      ['yaml', file, '--theme', 'dark'],
      ['svg', file, '--theme', 'red'],
      ['svg', file, '--hop', '0'],
      ['svg', file, '--hop', '99'],
      ['svg', file, 'tcp://a:1'],
    ])
      expect(() => exportCommand(args)).toThrow(UsageError);
  });
});
