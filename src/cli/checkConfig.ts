import { existsSync } from 'node:fs';
import { parseText } from '../engine/index.ts';
import type { CheckFinding } from './findings.ts';
import { FileError, readText } from './readText.ts';

/** What a team does not want to hear, and why. */
export interface Silence {
  code: string;
  object?: string;
  file?: string;
  reason: string;
}

/** Read when it is there and --config names no other. */
const DEFAULT = '.kubehop.yaml';

const FIELDS = ['code', 'object', 'file', 'reason'];

/** `silence:` of a configuration file. Each entry needs a code and a reason. */
export function readConfig(file: string | undefined): Silence[] {
  if (file === undefined && !existsSync(DEFAULT)) return [];
  const name = file ?? DEFAULT;
  const [document] = parseText(readText(name)).documents;
  if (document?.error !== undefined) throw new FileError(`${name}: ${document.error}`);
  const config = (document?.value ?? {}) as { silence?: unknown };
  const others = Object.keys(config).filter((key) => key !== 'silence');
  if (others.length > 0) throw new FileError(`${name}: unknown field "${others[0]}"`);
  const list = config.silence ?? [];
  if (!Array.isArray(list)) throw new FileError(`${name}: silence: expected a list`);
  return list.map((entry: unknown, i): Silence => {
    const fields = Object.entries((entry ?? {}) as Record<string, unknown>);
    for (const [key, value] of fields) {
      if (!FIELDS.includes(key)) throw new FileError(`${name}: silence[${i}]: unknown field "${key}"`);
      if (typeof value !== 'string') throw new FileError(`${name}: silence[${i}].${key}: expected text`);
    }
    const { code, reason } = Object.fromEntries(fields) as Partial<Silence>;
    if (!code) throw new FileError(`${name}: silence[${i}]: a code is missing`);
    if (!reason) throw new FileError(`${name}: silence[${i}]: a reason is missing`);
    return Object.fromEntries(fields) as unknown as Silence;
  });
}

const glob = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
  ).test(text);

/** The findings, those that are silenced with their reason, and the entries that silence nothing. */
export function silenced(findings: readonly CheckFinding[], silences: readonly Silence[]) {
  const used = new Set<Silence>();
  const told = findings.map((finding): CheckFinding => {
    const silence = silences.find(
      ({ code, object = '*', file = '*' }) =>
        glob(code, finding.code) && glob(object, finding.object) && glob(file, finding.at?.from.file ?? ''),
    );
    if (!silence) return finding;
    used.add(silence);
    return { ...finding, silenced: silence.reason };
  });
  return { findings: told, unused: silences.filter((silence) => !used.has(silence)) };
}
