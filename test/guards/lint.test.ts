import { expect, test } from 'vitest';
import { node, plant } from './planted.ts';

interface Report {
  number_of_files: number;
  diagnostics: { code: string; filename: string }[];
}

function lint(files: Record<string, string>): { seen: number; found: string[] } {
  const { output } = node(plant(files), 'node_modules/oxlint/bin/oxlint', '--type-aware', '--format=json', 'src');
  const report = JSON.parse(output) as Report;
  const found = report.diagnostics.map(({ filename, code }) => `${filename} ${code}`);
  return { seen: report.number_of_files, found: [...new Set(found)].sort() };
}

test('clocks, randomness and locales are refused in the pure rings, and only there', () => {
  const text = [
    'export const now = () => Date.now();',
    'export const today = () => new Date();',
    'export const luck = () => Math.random();',
    'export const order = (a: string, b: string) => a.localeCompare(b);\n',
  ].join('\n');
  const { seen, found } = lint({
    'src/engine/kernel/a.ts': text,
    'src/model/b.ts': text,
    'src/scene/c.ts': text,
    'src/share/d.ts': text,
    'src/ui/e.ts': text,
  });
  expect(seen).toBeGreaterThanOrEqual(5);
  const rules = ['eslint(no-restricted-globals)', 'eslint(no-restricted-properties)'];
  const files = ['src/engine/kernel/a.ts', 'src/model/b.ts', 'src/scene/c.ts', 'src/share/d.ts'];
  expect(found).toEqual(files.flatMap((file) => rules.map((rule) => `${file} ${rule}`)));
});

test('an import cycle is found', () => {
  const { seen, found } = lint({
    'src/engine/a.ts': "import { b } from './b.ts';\nexport const a = () => b();\n",
    'src/engine/b.ts': "import { a } from './a.ts';\nexport const b = (): unknown => a;\n",
  });
  expect(seen).toBeGreaterThanOrEqual(2);
  expect(found).toEqual(['src/engine/a.ts import(no-cycle)', 'src/engine/b.ts import(no-cycle)']);
});

test('HTML sinks are refused', () => {
  const { seen, found } = lint({
    'src/ui/a.ts': "document.body.innerHTML = '';\nexport {};\n",
    'src/ui/b.ts': "document.body.outerHTML = '';\nexport {};\n",
    'src/ui/c.ts': "document.body.insertAdjacentHTML('beforeend', '');\nexport {};\n",
    'src/ui/d.ts': "document.write('');\nexport {};\n",
  });
  expect(seen).toBeGreaterThanOrEqual(4);
  expect(found).toEqual(['a', 'b', 'c', 'd'].map((name) => `src/ui/${name}.ts eslint(no-restricted-properties)`));
});

test('dangerouslySetInnerHTML and a forgotten promise are refused', () => {
  const { found } = lint({
    'src/ui/a.tsx': "export const A = () => <p dangerouslySetInnerHTML={{ __html: '' }} />;\n",
    'src/ui/b.ts': 'const f = async () => 1;\nf();\nexport {};\n',
  });
  expect(found).toEqual(['src/ui/a.tsx react(no-danger)', 'src/ui/b.ts typescript(no-floating-promises)']);
});
