// @ts-check
// Import directions: which folder of src/ may import which, and which packages. The table is the architecture.
//
//   node scripts/rings.mjs [ROOT]
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';

/**
 * `packages` are names, or scopes that end in `/`. `node:` stands for Node's own modules.
 * @typedef {{ rings: string[], packages: string[] }} Allowed
 */

const react = ['react', 'react-dom', 'lucide-react', 'react-resizable-panels', 'zustand'];
const editor = ['@codemirror/', '@lezer/'];

/** @type {Record<string, Allowed>} */
export const rings = {
  model: { rings: [], packages: [] },
  words: { rings: ['model'], packages: [] },
  // packets as a wire carries them: the terminal prints them, the page and the command line save them
  capture: { rings: ['model'], packages: [] },
  engine: { rings: ['model', 'capture'], packages: ['diff'] },
  scene: { rings: ['model', 'words'], packages: [] },
  // the picture, on whatever can be drawn on: the page's canvas, a worker's, an SVG file of the command line
  paint: { rings: ['model', 'words', 'scene'], packages: [] },
  share: { rings: ['model'], packages: ['fflate', 'valibot'] },
  scenarios: { rings: ['model'], packages: [] },
  // files that leave the page: the page and the command line write the same
  exports: { rings: ['model', 'words', 'scene'], packages: [] },
  worker: { rings: ['model', 'engine'], packages: ['valibot'] },
  app: {
    rings: ['model', 'words', 'capture', 'scene', 'share', 'scenarios', 'worker'],
    packages: ['zustand', 'valibot', 'yaml', 'diff'],
  },
  ui: {
    rings: ['model', 'words', 'capture', 'scene', 'share', 'scenarios', 'exports', 'paint', 'app'],
    packages: [...react, ...editor, 'cytoscape'],
  },
  // of the scene what two variants are compared by, and with paint the picture: the page shows the same
  cli: {
    rings: ['model', 'words', 'capture', 'engine', 'scene', 'share', 'scenarios', 'exports', 'paint'],
    packages: ['node:'],
  },
  // The entries beside the folders: main.tsx, and the embed's, which does without React.
  '.': {
    rings: ['model', 'words', 'scene', 'share', 'scenarios', 'worker', 'app', 'ui'],
    packages: ['react', 'react-dom'],
  },
};

/** A ring with one door: nobody outside imports anything else of it. */
const doors = { engine: 'engine/index.ts' };

const isSource = /\.(ts|tsx|mts|js|jsx|mjs)$/;
const isTest = /\.(test|bench)\.(ts|tsx)$/;

/**
 * The modules that a file asks for, wherever in its text: import, export from, import(), types, import.meta.glob.
 * @param {string} file
 * @param {string} text
 * @returns {string[]}
 */
export function importsOf(file, text) {
  const { program, errors } = parseSync(file, text);
  if (errors.length) throw new Error(`${file}: ${errors[0]?.message}`);
  /** @type {string[]} */
  const found = [];
  /** @param {any} node */
  const walk = (node) => {
    if (node === null || typeof node !== 'object') return;
    if (Array.isArray(node)) return node.forEach(walk);
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
      case 'ExportNamedDeclaration':
      case 'ImportExpression':
      case 'TSImportType':
        if (node.source) found.push(typeof node.source.value === 'string' ? node.source.value : '(computed)');
        break;
      case 'CallExpression':
        if (node.callee.object?.type === 'MetaProperty')
          for (const pattern of node.arguments[0]?.elements ?? [node.arguments[0]])
            if (typeof pattern?.value === 'string') found.push(pattern.value.replace(/^!/, ''));
        break;
      default:
    }
    for (const child of Object.values(node)) walk(child);
  };
  walk(program.body);
  return found;
}

/** @param {string} path of a file under src/, with `/` */
const ringOf = (path) => (path.includes('/') ? (path.split('/')[0] ?? '') : '.');

/**
 * Why this import is not allowed; nothing when it is.
 * @param {string} file path under src/, with `/`
 * @param {string} target as written
 * @returns {string | undefined}
 */
export function refusal(file, target) {
  const ring = ringOf(file);
  const allowed = rings[ring];
  if (!allowed) return `${ring}/ is not in the table of rings (scripts/rings.mjs)`;
  const [bare = ''] = target.split('?');
  if (!bare.startsWith('.')) {
    const fits = (/** @type {string} */ name) =>
      /[/:]$/.test(name) ? bare.startsWith(name) : bare === name || bare.startsWith(`${name}/`);
    return allowed.packages.some(fits) ? undefined : `${ring} may not import the package ${bare}`;
  }
  const path = posix.normalize(posix.join(posix.dirname(file), bare));
  if (path === '../package.json' && ring === 'cli') return undefined; // its version
  if (path.startsWith('..')) return `${target} is outside src/`;
  if (isTest.test(path)) return `${target} is a test`;
  const to = ringOf(path);
  if (to === ring) return undefined;
  if (!allowed.rings.includes(to)) return `${ring} may not import ${to}`;
  const door = /** @type {Record<string, string | undefined>} */ (doors)[to];
  return !door || path === door ? undefined : `${to} has one door, ${door}; ${path} is behind it`;
}

/**
 * @param {string} root a folder with a src/ in it
 * @returns {{ files: number, imports: number, problems: string[] }}
 */
export function check(root) {
  const src = resolve(root, 'src');
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    (f) => isSource.test(f) && !isTest.test(f),
  );
  /** @type {string[]} */
  const problems = [];
  let imports = 0;
  for (const file of files) {
    const path = file.split(sep).join('/');
    for (const target of importsOf(file, readFileSync(join(src, file), 'utf8'))) {
      imports++;
      const why = refusal(path, target);
      if (why) problems.push(`src/${path}: ${why} ('${target}')`);
    }
  }
  return { files: files.length, imports, problems };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = process.argv[2] ?? relative(process.cwd(), fileURLToPath(new URL('..', import.meta.url)));
  const { files, imports, problems } = check(root);
  for (const problem of problems) console.error(problem);
  console.log(`rings: ${imports} imports in ${files} files, ${problems.length} in the wrong direction`);
  if (problems.length || files === 0) process.exit(1);
}
