import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkDependencies } from '../../scripts/dependencies.mjs';
import { project } from './planted.ts';

const read = (file: string): string => readFileSync(join(project, file), 'utf8');

test('every package of the lockfile is allowed, and they were seen', () => {
  const { packages, problems } = checkDependencies(read('package-lock.json'), read('package.json'));
  expect(problems).toEqual([]);
  expect(packages).toBeGreaterThan(100);
});

const good = { version: '1.2.3', integrity: 'sha512-x', license: 'MIT' };

/** What is said of a lockfile with this one package, somewhere below others. */
const planted = (name: string, entry: object): string[] =>
  checkDependencies(
    JSON.stringify({ packages: { '': {}, [`node_modules/a/node_modules/${name}`]: { ...good, ...entry } } }),
    '{}',
  ).problems;

test.each([
  ['a licence that asks more (T50)', 'x', { license: 'GPL-3.0' }, 'x has the licence GPL-3.0'],
  ['no licence', 'x', { license: undefined }, 'x has the licence no licence'],
  ['a licence that tools may have, in what ships', 'x', { license: 'MPL-2.0' }, 'not allowed in what ships'],
  ['no checksum', 'x', { integrity: undefined }, 'x has no checksum'],
  ['a git repository (T50)', 'x', { resolved: 'git+ssh://git@example.com/x.git#abc' }, 'not from a registry'],
  ['a file', 'x', { resolved: 'file:../x.tgz' }, 'not from a registry'],
  ['a link', 'x', { link: true }, 'x is a link to a folder'],
  ['an alias', 'x', { name: 'y' }, 'x is another package in truth: y'],
  ['an install script (T50)', 'x', { hasInstallScript: true }, 'x runs a script'],
  ['a vulnerable version, far below (T49)', 'yaml', { version: '2.8.2' }, 'yaml is older than 2.8.3: CVE-2026-33532'],
  ['a stolen version (T49)', 'debug', { version: '4.4.2' }, 'debug is a version that was published by thieves'],
])('%s is found', (_, name, entry, problem) => {
  expect(planted(name, entry)).toEqual([expect.stringContaining(problem)]);
});

test('what is fine is not complained about', () => {
  expect(planted('yaml', { version: '2.10.0' })).toEqual([]);
  expect(planted('js-yaml', { version: '4.1.1' })).toEqual([]);
  expect(planted('x', { license: 'MPL-2.0', dev: true })).toEqual([]);
  expect(planted('x', { resolved: 'https://registry.example/x/-/x-1.2.3.tgz' })).toEqual([]);
});

test('a lockfile that does not fit the manifest is found (T50)', () => {
  const lockfile = JSON.stringify({ packages: { '': { dependencies: { a: '1.0.0' } } } });
  const { problems } = checkDependencies(lockfile, '{"dependencies":{"a":"1.0.1"}}');
  expect(problems).toEqual(['package-lock.json has other dependencies than package.json']);
});
