// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Places, noPlaces } from '../../../app/causes.ts';
import type { Hop, Trace } from '../../../model/Trace.ts';
import { en } from '../../../words/en.ts';
import type { Bench } from './Bench.ts';
import { yamlPanel } from './yamlPanel.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const ref = { object: 'Service/default/web', path: 'spec.ports[0]' };
const hop = {
  steps: [{ kind: 'translate', field: 'dst', from: '', to: '', ruleId: '', because: [ref] }],
} as unknown as Hop;

/** A bench that shows a hop whose cause is that part of the text; only what the panel uses of it. */
function panelOf(yaml: string, cause: string, readonly = false) {
  const edit = vi.fn<(text: string) => void>();
  const seekHop = vi.fn<(hop: number) => void>();
  const start = yaml.indexOf(cause);
  const places: Places = cause === '' ? noPlaces : { text: yaml, of: () => ({ start, end: start + cause.length }) };
  let tell: () => void = () => {};
  const bench = {
    set: { readonly, state: { yaml }, stage: { player: { seekHop } }, words: en },
    now: { trace: { hops: [{ steps: [] }, hop] } as unknown as Trace, index: 1, hop },
    places,
    edit,
    subscribe: (listener: () => void) => {
      tell = listener;
      listener();
    },
  };
  const root = yamlPanel(bench as unknown as Bench);
  const area = root.querySelector('textarea')!;
  const write = (text: string): void => {
    area.value = text;
    area.dispatchEvent(new Event('input'));
  };
  return { root, area, edit, seekHop, write, tell: () => tell() };
}
const litIn = (root: HTMLElement): (string | null)[] =>
  [...root.querySelectorAll('.lit')].map(({ textContent }) => textContent);

const yaml = 'kind: Service\nspec:\n  ports:\n  - port: 80\n    targetPort: 8080\n---\nkind: Pod\n';
const cause = 'port: 80\n    targetPort: 8080\n';

test('lights the lines that the hop comes from, as long as the text is that one', async () => {
  const { root, write, tell } = panelOf(yaml, cause);
  await Promise.resolve();
  expect(litIn(root)).toEqual(['  - port: 80', '    targetPort: 8080']);
  write(`# mine\n${yaml}`);
  tell();
  expect(litIn(root)).toEqual([]);
  const nothing = panelOf(yaml, '');
  await Promise.resolve();
  expect(litIn(nothing.root)).toEqual([]);
});

test('a click on a line leads to its hop, and one elsewhere nowhere', () => {
  const { area, seekHop } = panelOf(yaml, cause);
  const click = (at: number): void => {
    area.setSelectionRange(at, at);
    area.dispatchEvent(new Event('click'));
  };
  click(yaml.indexOf('kind: Pod'));
  expect(seekHop).not.toHaveBeenCalled();
  click(yaml.indexOf('8080'));
  expect(seekHop).toHaveBeenCalledExactlyOnceWith(1);
});

test('after any edit the lines are those of the text, and those that stayed are the same', () => {
  const { root, write } = panelOf(yaml, cause);
  const paper = root.querySelector('.paper')!;
  const first = paper.firstElementChild;
  for (const text of [
    `${yaml}# end`,
    yaml.replace('80', '81'),
    'kind: Service\n',
    'kind: Service\nkind: Service\n\n',
    '',
    yaml,
  ]) {
    write(text);
    expect([...paper.children].map(({ textContent }) => textContent)).toEqual(text.split('\n'));
    if (text.startsWith('kind: Service\n') && text !== yaml) expect(paper.firstElementChild).toBe(first);
  }
});

test('what is edited is told once after a pause', () => {
  const { edit, write } = panelOf(yaml, cause);
  write('kind: P');
  write('kind: Pod');
  expect(edit).not.toHaveBeenCalled();
  vi.runAllTimers();
  expect(edit).toHaveBeenCalledExactlyOnceWith('kind: Pod');
});

test('a hostile text is text, its invisible signs are shown, and the field has its very letters', () => {
  const hostile = 'name: <img src=x onerror=alert(1)>\n# \u202Egnitirw\n"</textarea><script>": 1\u0000';
  const { root, area } = panelOf(hostile, '', true);
  expect(root.querySelector('img, script')).toBeNull();
  expect(root.querySelector('.paper')?.textContent).toContain('# <U+202E>gnitirw');
  expect(area.value).toBe(hostile);
  expect(area.readOnly).toBe(true);
});
