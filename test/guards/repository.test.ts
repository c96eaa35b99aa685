import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fallen, moreWrong, risen } from '../../scripts/conformance.mjs';
import { staleReason } from '../../scripts/install.mjs';
import { check, looseVersions, machinePaths, registryHosts } from '../../scripts/repository.mjs';
import { plant, project } from './planted.ts';

test('the repository is clean, and was seen', () => {
  const { files, problems } = check(project);
  expect(problems).toEqual([]);
  expect(files).toBeGreaterThan(30);
});

test('a registry in the lockfile is found', () => {
  const packages = { 'node_modules/a': { resolved: 'https://registry.example/a.tgz' }, 'node_modules/b': {} };
  expect(registryHosts(JSON.stringify({ packages }))).toHaveLength(1);
});

test("somebody's machine in a text is found", () => {
  const path = ['', 'work', 'main', 'x'].join('/');
  expect(machinePaths('a.md', `see\n${path}\n`)).toEqual([`a.md:2: ${path}`]);
  const stack = `at ${['file:', '', '', 'x.js'].join('/')}:1`;
  expect(machinePaths('a.json', stack)).toEqual([`a.json:1: ${stack}`]);
  expect(machinePaths('a.md', `see src${path} and https://example.com${path}`)).toEqual([]);
});

test('a version that may move is found (T50)', () => {
  expect(looseVersions('{"dependencies":{"a":"1.2.3","b":"^1.2.3"},"devDependencies":{"c":"latest"}}')).toHaveLength(2);
});

test('the score may rise and not fall', () => {
  const before = { dns: { passed: 3, of: 5 }, nft: { passed: 0, of: 2 } };
  expect(fallen(before, { dns: { passed: 2, of: 5 }, nft: { passed: 2, of: 2 } })).toEqual(['dns: 2 right, 3 before']);
  expect(fallen(before, { nft: { passed: 0, of: 2 } })).toEqual(['dns: 0 right, 3 before']);
  expect(fallen(before, before)).toEqual([]);
  // five new recordings, of which an old one was made wrong
  expect(moreWrong(before, { dns: { passed: 8, of: 11 } })).toEqual(['dns: 3 wrong, 2 before']);
  expect(moreWrong(before, before)).toEqual([]);
  expect(risen(before, before)).toBe(false);
  expect(risen(before, { ...before, nft: { passed: 1, of: 2 } })).toBe(true);
});

test('packages that are missing or of another version are noticed', () => {
  const lock = (version: string) =>
    JSON.stringify({
      packages: { '': {}, 'node_modules/a': { version }, 'node_modules/b': { version, optional: true } },
    });
  const root = plant({ 'package-lock.json': lock('1.0.0') });
  expect(staleReason(plant({ 'package-lock.json': readFileSync(join(project, 'package-lock.json'), 'utf8') }))).toBe(
    undefined,
  );
  expect(staleReason(root)).toBe('node_modules/a is missing');
});

test('every recorded case has its answer', () => {
  const score = JSON.parse(readFileSync(join(project, 'conformance/score.json'), 'utf8')) as Record<
    string,
    { of: number }
  >;
  expect(Object.values(score).reduce((sum, { of }) => sum + of, 0)).toBeGreaterThan(1000);
});

test('every dependency has its line in docs/dependencies.md, and no other has', () => {
  const wanted = ['package.json', 'site/package.json'].flatMap((file) => {
    const manifest = JSON.parse(readFileSync(join(project, file), 'utf8')) as Record<string, object>;
    return Object.keys({ ...manifest['dependencies'], ...manifest['devDependencies'] });
  });
  const rows = readFileSync(join(project, 'docs/dependencies.md'), 'utf8').match(/^\| [^|]+(?= \|)/gm) ?? [];
  const listed = rows.flatMap((row) => row.slice(2).split(', ')).filter((name) => name !== 'package');
  expect(listed.sort()).toEqual(wanted.sort());
});
