// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { App } from '../../app/app.ts';
import { en } from '../../words/en.ts';
import { AppContext } from '../context.ts';
import { PaneBoundary } from './PaneBoundary.tsx';

let root: Root;
let broken = true;
const Pane = () => {
  if (broken) throw new Error('nothing to draw');
  return <p>drawn</p>;
};

beforeEach(() => {
  broken = true;
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  // React says on the console what a boundary has caught
  vi.spyOn(console, 'error').mockImplementation(() => {});
  root = createRoot(document.body.appendChild(document.createElement('div')));
});
afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

const show = (app: Partial<App>): void =>
  act(() =>
    root.render(
      <AppContext value={app as App}>
        <p>beside</p>
        <PaneBoundary part="picture">
          <Pane />
        </PaneBoundary>
      </AppContext>,
    ),
  );
const press = async (name: string): Promise<void> =>
  act(async () => [...document.querySelectorAll('button')].find((one) => one.textContent === name)?.click());

test('a pane that throws is one pane less, says why, and is drawn again when it is asked for (T46)', async () => {
  show({ store: { getState: () => ({ words: en, text: '' }) } as App['store'] });
  expect(document.querySelector('[role=alert]')?.textContent).toContain(en.page.broken(en.page.parts.picture));
  expect(document.body.textContent).toContain('nothing to draw');
  expect(document.body.textContent).toContain('beside');
  broken = false;
  await press(en.page.tryAgain);
  expect(document.querySelector('[role=alert]')).toBeNull();
  expect(document.body.textContent).toContain('drawn');
});

test('the text can be had from a pane that is broken (T46)', async () => {
  const copied: string[] = [];
  Object.assign(navigator, { clipboard: { writeText: async (text: string) => void copied.push(text) } });
  const notify = vi.fn<App['notify']>();
  show({ store: { getState: () => ({ words: en, text: 'kind: Service\n' }) } as App['store'], notify });
  await press(en.page.copyYaml);
  expect(copied).toEqual(['kind: Service\n']);
  expect(notify).toHaveBeenCalledWith(en.page.yamlCopied);
});
