// @ts-check
// What must not be in the repository: a registry's address in the lockfile, an absolute path of somebody's machine, a
// dependency without an exact version, a page's policy that differs from the server's.
//
//   node scripts/repository.mjs
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { policy } from './security-policy.mjs';

/**
 * Places in a lockfile that name a registry.
 * @param {string} lockfile its text
 */
export function registryHosts(lockfile) {
  const { packages = {} } = JSON.parse(lockfile);
  return Object.entries(packages).flatMap(([path, entry]) =>
    entry.resolved && /^[a-z+]+:/.test(entry.resolved)
      ? [`${path || 'the project'} is resolved to ${entry.resolved}`]
      : [],
  );
}

/**
 * Lines that hold an absolute path of a machine.
 * @param {string} file
 * @param {string} text
 */
export function machinePaths(file, text) {
  // Put together so that this line does not find itself.
  const pattern = new RegExp(`(?<![\\w.~/-])/(${['work', 'Users', 'home/[a-z]'].join('|')})/|file:${'///'}`);
  return text
    .split('\n')
    .flatMap((line, i) => (pattern.test(line) ? [`${file}:${i + 1}: ${line.trim().slice(0, 100)}`] : []));
}

/**
 * Dependencies that are not pinned.
 * @param {string} manifest package.json's text
 */
export function looseVersions(manifest) {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(manifest);
  return Object.entries({ ...dependencies, ...devDependencies }).flatMap(([name, version]) =>
    /^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)) ? [] : [`${name} is not an exact version: ${version}`],
  );
}

/**
 * @param {string} root
 * @returns {{ files: number, problems: string[] }}
 */
export function check(root) {
  const git = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const files = execFileSync('git', git, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 })
    .split('\0')
    .filter((file) => file && existsSync(join(root, file)) && statSync(join(root, file)).size < 2_000_000);
  const read = (/** @type {string} */ file) => readFileSync(join(root, file), 'utf8');
  const isText = /(^|\/)[^.]+$|\.(ts|tsx|mts|js|mjs|cjs|json|jsonl|md|ya?ml|html|css|svg|txt|sh|npmrc|gitignore)$/;
  const texts = files.filter((file) => isText.test(file));
  const headers = existsSync(join(root, 'public/_headers')) ? read('public/_headers') : '';
  return {
    files: texts.length,
    problems: [
      ...['', 'site/'].flatMap((folder) => [
        ...registryHosts(read(`${folder}package-lock.json`)),
        ...looseVersions(read(`${folder}package.json`)),
      ]),
      ...texts.flatMap((file) => machinePaths(file, read(file))),
      ...(headers.includes(policy) ? [] : ["public/_headers does not hold scripts/security-policy.mjs' policy"]),
    ],
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { files, problems } = check(fileURLToPath(new URL('..', import.meta.url)));
  for (const problem of problems) console.error(problem);
  console.log(`repository: ${files} text files, ${problems.length} problems`);
  if (problems.length || files === 0) process.exit(1);
}
