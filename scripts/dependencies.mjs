// @ts-check
// What the lockfile may hold: packages of allowed licences, with a checksum, from the registry, of one exact version, that
// run nothing when they are installed, and none of those that are known to be bad. Needs no network.
//
//   node scripts/dependencies.mjs
//   npm run sbom                  writes dist/sbom.cdx.json (CycloneDX): all packages and their licences
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Nothing in what ships or builds may ask more of its users than these do. */
const LICENCES = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'MIT OR Apache-2.0',
]);

/** Only where it is not shipped: whoever changes a file of it has to publish that file. */
const LICENCES_OF_TOOLS = new Set(['MPL-2.0', 'PSF-2.0']);

/** Versions below these have a known fault that concerns a reader of hostile texts. */
const FIXED_IN = /** @type {Record<string, [string, string]>} */ ({
  yaml: ['2.8.3', 'CVE-2026-33532'],
  'js-yaml': ['4.1.1', 'CVE-2025-64718'],
});

/** Versions that were published by somebody who had stolen the right to (npm, September 2025). */
const STOLEN = new Set(
  (
    'ansi-regex@6.2.1 ansi-styles@6.2.2 backslash@0.2.1 chalk@5.6.1 chalk-template@1.1.1 color-convert@3.1.1 ' +
    'color-name@2.0.1 color-string@2.1.1 debug@4.4.2 error-ex@1.3.3 has-ansi@6.0.1 is-arrayish@0.3.3 ' +
    'simple-swizzle@0.2.3 slice-ansi@7.1.1 strip-ansi@7.1.1 supports-color@10.2.1 supports-hyperlinks@4.1.1 ' +
    'wrap-ansi@9.0.1'
  ).split(' '),
);

/** @param {string} version @param {string} least */
function isBelow(version, least) {
  const [a = [], b = []] = [version, least].map((text) => text.split(/[.-]/).map(Number));
  const at = b.findIndex((n, i) => a[i] !== n);
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
}

/** @typedef {{ version?: string, resolved?: string, integrity?: string, license?: string, dev?: boolean, devOptional?: boolean, link?: boolean, name?: string, hasInstallScript?: boolean }} Entry */

/**
 * What is wrong with one package of a lockfile.
 * @param {string} name
 * @param {Entry} entry
 * @returns {string[]}
 */
function wrongWith(name, entry) {
  const { version = '', license = 'no licence', integrity, resolved } = entry;
  const isTool = entry.dev === true || entry.devOptional === true;
  const fixed = FIXED_IN[name];
  return [
    ...(LICENCES.has(license) || (isTool && LICENCES_OF_TOOLS.has(license))
      ? []
      : [`has the licence ${license}, which is not allowed${isTool ? '' : ' in what ships'}`]),
    ...(/^\d+\.\d+\.\d+(-[\w.-]+)?(\+[\w.-]+)?$/.test(version) ? [] : [`has no exact version: ${version}`]),
    ...(integrity?.startsWith('sha512-') ? [] : ['has no checksum']),
    ...(resolved && !/^https:\/\/[^/]+\/.*\.tgz$/.test(resolved) ? [`is not from a registry: ${resolved}`] : []),
    ...(entry.link ? ['is a link to a folder'] : []),
    ...(entry.name && entry.name !== name ? [`is another package in truth: ${entry.name}`] : []),
    ...(entry.hasInstallScript ? ['runs a script when it is installed'] : []),
    ...(STOLEN.has(`${name}@${version}`) ? ['is a version that was published by thieves'] : []),
    ...(fixed && isBelow(version, fixed[0]) ? [`is older than ${fixed[0]}: ${fixed[1]}`] : []),
  ];
}

/**
 * @param {string} lockfile its text
 * @param {string} manifest package.json's text
 * @returns {{ packages: number, licences: Record<string, number>, problems: string[] }}
 */
export function checkDependencies(lockfile, manifest) {
  /** @type {{ packages?: Record<string, Entry & { dependencies?: object, devDependencies?: object }> }} */
  const { packages = {} } = JSON.parse(lockfile);
  const wanted = JSON.parse(manifest);
  const entries = Object.entries(packages).filter(([path]) => path !== '');
  /** @type {Record<string, number>} */
  const licences = {};
  for (const [, { license = 'none' }] of entries) licences[license] = (licences[license] ?? 0) + 1;
  const root = packages[''];
  const drifted = ['dependencies', 'devDependencies'].filter(
    (kind) => JSON.stringify(Reflect.get(root ?? {}, kind) ?? {}) !== JSON.stringify(wanted[kind] ?? {}),
  );
  return {
    packages: entries.length,
    licences,
    problems: [
      ...drifted.map((kind) => `package-lock.json has other ${kind} than package.json`),
      ...entries.flatMap(([path, entry]) => {
        const name = path.replace(/^.*node_modules\//, '');
        return wrongWith(name, entry).map((what) => `${name} ${what}`);
      }),
    ],
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const [lockfile = '', manifest = ''] = ['package-lock.json', 'package.json'].map((file) =>
    readFileSync(join(root, file), 'utf8'),
  );
  const { packages, licences, problems } = checkDependencies(lockfile, manifest);
  for (const problem of problems) console.error(problem);
  const list = Object.entries(licences).sort(([, a], [, b]) => b - a);
  console.log(
    `${packages} packages: ${list.map(([name, n]) => `${n} ${name}`).join(', ')}; ${problems.length} problems`,
  );
  if (problems.length || packages === 0) process.exit(1);
}
