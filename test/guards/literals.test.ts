import { expect, test } from 'vitest';
import { check, literalsOf } from '../../scripts/literals.mjs';
import { plant, project } from './planted.ts';

test('everything that the page says is in a catalogue, and the sources were seen', () => {
  const { files, problems } = check(project);
  expect(problems).toEqual([]);
  expect(files).toBeGreaterThan(100);
});

test('a planted text is found wherever it can be read', () => {
  const root = plant({
    'src/ui/a.tsx':
      'export const A = () => (\n  <p title="Close">\n    Hello <b>{open ? \'none\' : words.some}</b>\n  </p>\n);\n',
    'src/ui/b.ts': "element('button', { class: 'run big', 'aria-label': 'Play' }, 'Run');\n",
    'src/app/c.ts': 'app.notify(`${n} of them`);\n',
    'src/scene/d.ts': "export const note = ['on no wire:', 'rules'];\n",
    'src/paint/e.ts': "export const held = { title: 'Hold on' };\n",
  });
  const { files, problems } = check(root);
  expect(files).toBe(5);
  expect(problems.map((problem) => problem.replace(' belongs into src/words:', ''))).toEqual([
    'src/ui/a.tsx:2: Close',
    'src/ui/a.tsx:2: Hello',
    'src/ui/a.tsx:3: none',
    'src/ui/b.ts:1: Play',
    'src/ui/b.ts:1: Run',
    'src/app/c.ts:1: of them',
    'src/scene/d.ts:1: on no wire:',
    'src/paint/e.ts:1: Hold on',
  ]);
});

test.each([
  ['names and terms', 'const a = <b title="kube-proxy">Cluster IP</b>;'],
  ['commands', "const a = <code>{'kubectl get pods -o wide'}</code>;"],
  ['class names', 'const a = <b className="plain dim mono" />;'],
  ['what is compared', "const a = <b>{kind === 'dropped' ? words.dropped : ''}</b>;"],
  ['exceptions', "throw new Error('no such thing here');"],
  ['colours', "const a = { outline: 'underline wavy var(--bad)' };"],
])('%s are no texts', (_, text) => {
  expect(literalsOf('a.tsx', text)).toEqual([]);
});
