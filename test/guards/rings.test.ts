import { expect, test } from 'vitest';
import { check, importsOf, refusal } from '../../scripts/rings.mjs';
import { plant, project } from './planted.ts';

test('the sources keep to the rings, and were seen', () => {
  const { files, imports, problems } = check(project);
  expect(problems).toEqual([]);
  expect(files).toBeGreaterThan(10);
  expect(imports).toBeGreaterThan(10);
});

test('a planted import in the wrong direction is found in every ring', () => {
  const root = plant({
    'src/model/a.ts': "import type { X } from '../engine/index.ts';\nexport type Y = X;\n",
    'src/engine/proxy/deep.ts': "export { b } from '../../ui/b.ts';\n",
    'src/scene/c.ts': "export const c = () => import('../engine/index.ts');\n",
    'src/share/d.ts': "export type D = import('../app/store.ts').Store;\n",
    'src/app/e.ts': "import '../engine/index.ts';\n",
    'src/ui/f.tsx': "import '../worker/client.ts';\n",
    'src/cli/main.ts': "import '../engine/shell/g.ts';\n",
    'src/scenarios/index.ts': "export const all = import.meta.glob('../../conformance/*.yaml');\n",
    'src/worker/ok.ts': "import '../engine/index.ts';\nimport * as v from 'valibot';\nexport { v };\n",
    'src/utils/h.ts': "import './i.ts';\n",
  });
  const { files, problems } = check(root);
  expect(files).toBe(10);
  expect(problems.map((p) => p.replace(/ \('.*/, '')).sort()).toEqual([
    'src/app/e.ts: app may not import engine',
    'src/cli/main.ts: engine has one door, engine/index.ts; engine/shell/g.ts is behind it',
    'src/engine/proxy/deep.ts: engine may not import ui',
    'src/model/a.ts: model may not import engine',
    'src/scenarios/index.ts: ../../conformance/*.yaml is outside src/',
    'src/scene/c.ts: scene may not import engine',
    'src/share/d.ts: share may not import app',
    'src/ui/f.tsx: ui may not import worker',
    'src/utils/h.ts: utils/ is not in the table of rings (scripts/rings.mjs)',
  ]);
});

test.each([
  ['engine/proxy/a.ts', 'fflate', false],
  ['engine/parse/a.ts', 'react', false],
  ['engine/parse/a.ts', 'node:fs', false],
  ['engine/parse/a.ts', 'yamlish', false],
  ['model/a.ts', 'yaml', false],
  ['scene/a.ts', 'cytoscape', false],
  ['share/a.ts', 'fflate', true],
  ['app/a.ts', 'react', false],
  ['ui/a.tsx', '@codemirror/view', true],
  ['ui/a.tsx', 'ipaddr.js', false],
  ['cli/main.ts', 'node:fs', true],
  ['scenarios/index.ts', './a.yaml?raw', true],
  ['ui/a.tsx', '../app/a.test.ts', false],
])('%s importing %s: %s', (file, target, allowed) => {
  expect(refusal(file, target) === undefined).toBe(allowed);
});

test('comments and strings are not imports; types and re-exports are', () => {
  const text = "// import './a.ts'\nconst s = \"from './b.ts'\";\nexport type { C } from './c.ts';\nvoid s;\n";
  expect(importsOf('x.ts', text)).toEqual(['./c.ts']);
});
