import { describe, expect, it } from 'vitest';
import { examine } from '../engine/examine.ts';
import { diagnosis } from '../words/en/diagnosis.ts';
import { en } from '../words/en.ts';
import type { App } from './app.ts';
import { countFixes, fixAll } from './fixAll.ts';

const SLIPS = `apiVersion: v1
kind: Servce
metadata: {name: web}
spec:
  selectors: {app: web}
  ports:
  - port: "80"
    protocol: tcp
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - image: nginx
`;

/** What the page is to it: a text, the checks, and what is said at the end. */
function pageWith(text: string) {
  const said: string[] = [];
  const texts: string[] = [];
  const state = {
    text,
    diagnosedText: text,
    diagnostics: examine(text),
    calculation: { kind: 'idle' },
    words: { ...en, diagnosis },
  };
  const app = {
    store: { getState: () => state, subscribe: () => () => {} },
    analysis: () => ({ examine: async (one: string) => ({ kind: 'done', value: examine(one) }) }),
    replaceText: (one: string) => texts.push(one),
    notify: (...all: string[]) => said.push(...all),
  } as unknown as App;
  return { app, state, said, texts };
}

describe('all fixes that need no choice', () => {
  it('are made one after the other, also those that another one brings out, as one change', async () => {
    const { app, texts, said } = pageWith(SLIPS);
    await fixAll(app);
    expect(texts).toHaveLength(1);
    expect(texts[0]).toBe(
      SLIPS.replace('Servce', 'Service')
        .replace('selectors', 'selector')
        .replace('"80"', '80')
        .replace('tcp', 'TCP')
        .replace('  template:', '  selector: {matchLabels: {app: web}}\n  template:')
        .replace('- image', '- name: nginx\n        image'),
    );
    expect(said).toEqual(['6 fixes made. One undo takes all back.', 'Nothing is left to mend.']);
  });

  it('leave what has to be chosen', async () => {
    const job =
      'apiVersion: batch/v1\nkind: Job\nmetadata: {name: web}\nspec:\n  template:\n    spec:\n      containers: [{name: c}]\n';
    expect(countFixes(examine(job))).toBe(1);
    const { app, texts, said } = pageWith(job);
    await fixAll(app);
    expect(texts).toEqual([job.replace('name: c', 'image: nginx, name: c')]);
    expect(said[1]).toBe('1 problem left for you to decide.');
  });

  it('are not made in a text that has changed meanwhile', async () => {
    const { app, state, texts, said } = pageWith(SLIPS);
    const done = fixAll(app);
    // it has begun, and asks the checks
    await Promise.resolve();
    state.text += '# more\n';
    await done;
    expect(texts).toEqual([]);
    expect(said).toEqual([diagnosis.panel.stale]);
  });

  it('count once what mends two', () => {
    const text = SLIPS.slice(SLIPS.indexOf('---') + 4).replace('- image', '- name: web\n        image');
    const found = examine(text);
    expect(found).toHaveLength(2);
    expect(countFixes(found)).toBe(1);
  });
});
