// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Diagnostic, Fix } from '../model/Diagnostic.ts';
import type { SimulationInput, SimulationResult } from '../model/Simulation.ts';
import { exampleResult } from '../scene/fixture.ts';
import { decodeLink, encodeLink } from '../share/link.ts';
import type { Engine, Outcome } from '../worker/client.ts';
import { type App, createApp } from './app.ts';
import { applyFix } from './applyFix.ts';
import { sayProblem } from '../words/say.ts';
import type { Drafts } from './drafts.ts';
import { traceOf } from './store.ts';

const example = exampleResult('loadBalancer');
const good: SimulationResult = {
  ...example,
  offers: [
    {
      from: { kind: 'client' },
      url: example.reach?.url ?? '',
      kind: 'loadBalancer',
      network: 'outside',
      service: '',
    },
  ],
};
const broken = {
  ...good,
  ok: false,
  diagnostics: [{ code: 'yaml/syntax', severity: 'error', message: 'no' }],
} as SimulationResult;

const typo: Diagnostic = {
  code: 'selector/nothing',
  severity: 'warning',
  message: ['selectsNothing', 'web', 'default', 'app=wbe'],
};

/** The complaint of it in a text, with what mends it. */
function typoIn(text: string): Diagnostic {
  const span = { start: text.indexOf('wbe'), end: text.indexOf('wbe') + 3 };
  return { ...typo, fixes: [{ title: ['select', 'app=web'], edits: [{ span, text: 'web' }] }] };
}

let asked: SimulationInput[];
let examined: string[];
/** How long it takes to calculate a text, ms. */
let calculating: number;
/** How long it takes to examine a text, ms. */
let examining: number;
let answer: (input: SimulationInput) => Outcome<SimulationResult>;
let kept: string | null;
let app: App;

const engine = (): Engine => ({
  simulate: async (input) => {
    asked.push(input);
    if (calculating > 0) await new Promise((resolve) => setTimeout(resolve, calculating));
    return answer(input);
  },
  tally: async (_, connections) => ({ kind: 'done', value: { connections, counts: [connections - 1, 1, 0] } }),
  locate: async ({ text }, refs) => ({
    kind: 'done',
    value: refs.map(() => ({ start: text.indexOf('targetPort'), end: text.indexOf('targetPort') + 10 })),
  }),
  takeWay: async (input, way) => ({
    kind: 'done',
    value: [{ span: { start: input.text.length, end: input.text.length }, text: `# seed of way ${way}\n` }],
  }),
  run: async ({ typed = [] }, { run }) => ({
    kind: 'done',
    value: {
      result: { stdout: `${typed.length} before ${run}`, stderr: '', exit: 0 },
      changed: run.startsWith('kubectl scale'),
    },
  }),
  check: async () => ({ kind: 'done', value: [] }),
  matrix: async () => ({ kind: 'superseded' }),
  variant: async () => ({ kind: 'superseded' }),
  timeline: async () => ({ kind: 'superseded' }),
  rules: async () => ({ kind: 'superseded' }),
  assist: async () => ({ kind: 'superseded' }),
  complete: async () => ({ kind: 'superseded' }),
  examine: async (text) => {
    examined.push(text);
    if (examining > 0) await new Promise((resolve) => setTimeout(resolve, examining));
    const told = answer({ text });
    const errors = told.kind === 'done' ? told.value.diagnostics : [];
    return { kind: 'done', value: [...errors, ...(text.includes('wbe') ? [typoIn(text)] : [])] };
  },
  why: async () => ({ kind: 'superseded' }),
  endMatrix() {},
  forgive: () => {},
  onStatus: () => () => {},
  dispose: () => {},
});

const drafts: Drafts = {
  latest: () => (kept === null ? null : { text: kept, saved: 1 }),
  save(text) {
    kept = text;
    return 'saved';
  },
};

async function open(hash = ''): Promise<App> {
  history.replaceState(null, '', `/${hash}`);
  app = createApp({
    engine: engine(),
    terminal: engine,
    analysis: engine,
    assist: engine,
    openDrafts: () => drafts,
    reducedMotion: () => false,
    location,
  });
  app.start();
  await vi.dynamicImportSettled();
  await vi.advanceTimersByTimeAsync(0);
  return app;
}
const state = () => app.store.getState();

/** Opens the page, makes the typo, and waits for the fix that the checks offer. */
async function offeredFix(): Promise<Fix> {
  await open();
  app.editText('app: wbe');
  await vi.waitFor(() => expect(state().diagnosedText).toBe('app: wbe'));
  return state().diagnostics.flatMap(({ fixes = [] }) => fixes)[0]!;
}

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  examined = [];
  calculating = 0;
  examining = 0;
  kept = null;
  answer = () => ({ kind: 'done', value: good });
});
afterEach(() => {
  app.dispose();
  vi.useRealTimers();
});

describe('opening', () => {
  it('shows a scenario that runs, and plays it once', async () => {
    await open();
    expect(state().text).toContain('kind: Service');
    expect(state().result).toBe(good);
    expect(state().playing).toBe(true);
    app.step(99);
    expect(state()).toMatchObject({ playing: false });
  });

  it('shows exactly what a link says', async () => {
    const traffic = { from: { kind: 'client' as const }, url: good.reach?.url ?? '' };
    await open(`#${encodeLink({ yaml: 'kind: Service', view: { traffic, way: 1, hop: 3 } })}`);
    expect(asked).toEqual([{ text: 'kind: Service', traffic }]);
    expect(state()).toMatchObject({ text: 'kind: Service', way: 1, playing: false });
    expect(Math.floor(state().position)).toBe(3);
  });

  it('shows the time, the rule, the selection and the view of a link, and writes them again', async () => {
    const exact = { hop: 2, part: 0.25, selected: 'Service/default/tomcat-service', pane: 'table' };
    await open(`#${encodeLink({ yaml: 'kind: Service', view: exact })}`);
    expect(state()).toMatchObject({ position: 2.25, middleView: 'table', selection: exact.selected, playing: false });
    expect(decodeLink((await app.fragment())!)).toMatchObject({ view: exact });
    await open(`#${encodeLink({ yaml: 'kind: Service', view: { pane: 'compare', against: 'ipvs' } })}`);
    expect(state()).toMatchObject({ middleView: 'compare', against: 'ipvs' });
    expect(decodeLink((await app.fragment())!)).toMatchObject({ view: { pane: 'compare', against: 'ipvs' } });
  });

  it('opens the pane on the left that a link says, and writes the one that is open', async () => {
    await open(`#${encodeLink({ yaml: 'kind: Service', view: { left: 'terminal' } })}`);
    expect(state().leftTab).toBe('terminal');
    expect(decodeLink((await app.fragment())!)).toMatchObject({ view: { left: 'terminal' } });
    app.show({ leftTab: 'yaml' }); // what it opens with need not be said
    expect(decodeLink((await app.fragment())!)).not.toHaveProperty('view.left');
  });

  it('keeps no place of a film that plays', async () => {
    await open('#/s/nodeport');
    app.seek(2.25);
    expect(await app.fragment()).toMatch(/^v3\//);
    app.togglePlay();
    expect(state().playing).toBe(true);
    expect(await app.fragment()).toBe('/s/nodeport');
  });

  it('carries the text that is compared with', async () => {
    await open();
    app.pin();
    app.editText('kind: Service # edited');
    app.show({ middleView: 'compare' });
    const decoded = decodeLink((await app.fragment())!);
    expect(decoded).toMatchObject({ yaml: 'kind: Service # edited', view: { against: 'pinned' } });
    const fragment = await app.fragment();
    const base = decoded.ok ? decoded.view.base : '';
    expect(base).toBe(state().pinned);
    await open(`#${fragment}`);
    expect(state()).toMatchObject({ middleView: 'compare', against: 'pinned', pinned: base });
    app.compareWith('opened');
    app.editText('kind: Service # again');
    expect(decodeLink((await app.fragment())!)).toMatchObject({
      view: { against: 'pinned', base: 'kind: Service # edited' },
    });
  });

  it('goes on from a link, and leaves out what it does not know', async () => {
    const exact = { hop: 2, selected: 'Service/default/tomcat-service' };
    await open(`#${encodeLink({ yaml: 'kind: Service', view: exact })}`);
    app.seekHop(4);
    expect(decodeLink((await app.fragment())!)).toMatchObject({ view: { hop: 4, selected: exact.selected } });
    await open(`#${encodeLink({ yaml: 'kind: Service', view: { pane: 'elsewhere', hop: 900 } })}`);
    expect(state()).toMatchObject({ position: 0, middleView: 'map' });
  });

  it('shows the network, the Service and the objects of a link, but none that the text does not have', async () => {
    const look = {
      layer: 'cluster' as const,
      focus: 'Service/default/tomcat-service',
      opened: [`Node//${good.nodes[0]!.name}`],
    };
    await open(`#${encodeLink({ yaml: 'kind: Service', view: look })}`);
    expect(state()).toMatchObject({ ...look });
    expect(decodeLink((await app.fragment())!)).toMatchObject({ view: look });
    const gone = { focus: 'Service/default/gone', opened: ['Node//gone'], service: 'Service/default/gone' };
    await open(`#${encodeLink({ yaml: 'kind: Service', view: gone })}`);
    expect(state()).toMatchObject({ focus: null, opened: [], matrixService: '', layer: null });
  });

  it('says what is wrong with a damaged link, and shows an example', async () => {
    await open(`#${encodeLink({ yaml: 'a' }).slice(0, -3)}`);
    expect(state().linkProblem).toMatchObject({ problem: 'truncated' });
    expect(state().result).toBe(good);
  });

  it('opens a link that is asked for while the address bar is about to be written', async () => {
    await open();
    app.editText('kind: Pod');
    await vi.advanceTimersByTimeAsync(200);
    history.replaceState(null, '', `/#${encodeLink({ yaml: 'theirs' })}`);
    app.openAddress();
    await vi.advanceTimersByTimeAsync(5000);
    await vi.dynamicImportSettled();
    expect(state().text).toBe('theirs');
    expect(decodeLink(location.hash)).toMatchObject({ yaml: 'theirs' });
  });

  it('never overwrites a draft with a link, and offers it', async () => {
    kept = 'my draft';
    await open(`#${encodeLink({ yaml: 'theirs' })}`);
    await vi.advanceTimersByTimeAsync(5000);
    expect(kept).toBe('my draft');
    expect(state()).toMatchObject({ text: 'theirs', draftOffer: { text: 'my draft' } });
    app.restoreDraft();
    expect(state().text).toBe('my draft');
  });
});

describe('editing', () => {
  it('asks the engine once, a moment after the last key', async () => {
    await open();
    asked = [];
    for (const text of ['k', 'ki', 'kin', 'kind']) app.editText(text);
    await vi.advanceTimersByTimeAsync(120);
    expect(asked.map(({ text }) => text)).toEqual(['kind']);
  });

  it('shows an answer that comes together with a key in the frame after it', async () => {
    await open();
    calculating = 40;
    app.editText('a');
    await vi.advanceTimersByTimeAsync(95);
    app.editText('ab');
    await vi.advanceTimersByTimeAsync(10);
    expect(state()).toMatchObject({ text: 'ab', calculation: { kind: 'working' } });
    await vi.advanceTimersByTimeAsync(25);
    expect(state()).toMatchObject({ resultText: 'a', calculation: { kind: 'idle' } });
  });

  it('keeps the last good picture, marked stale, while the text is broken', async () => {
    await open();
    answer = () => ({ kind: 'done', value: broken });
    app.editText('}');
    await vi.advanceTimersByTimeAsync(120);
    expect(state()).toMatchObject({ result: good, stale: true, diagnostics: broken.diagnostics });
    answer = () => ({ kind: 'done', value: good });
    app.editText('fine');
    await vi.advanceTimersByTimeAsync(120);
    expect(state()).toMatchObject({ stale: false, diagnostics: [] });
  });

  it('has a text examined once it differs from the scenario of a first visit, with the words for it', async () => {
    await open();
    await vi.advanceTimersByTimeAsync(120);
    expect(examined).toEqual([]);
    app.editText('app: wbe');
    await vi.advanceTimersByTimeAsync(120);
    expect(examined).toEqual(['app: wbe']);
    await vi.waitFor(() => expect(state().diagnostics).toEqual([typoIn(state().text)]));
    expect(sayProblem(state().words, typo)).toContain('Service web selects nothing');
    app.editText('app: web');
    await vi.advanceTimersByTimeAsync(120);
    await vi.waitFor(() => expect(state().diagnostics).toEqual([]));
  });

  it('has a text that takes long to examine examined when nobody types, one that does not at once', async () => {
    await open();
    const edit = async (text: string, rest: number): Promise<void> => {
      app.editText(text);
      await vi.advanceTimersByTimeAsync(rest);
    };
    examining = 50;
    await edit('first', 1000);
    examining = 200;
    await edit('second', 1000);
    examined = [];
    for (const text of ['a', 'ab', 'abc']) await edit(text, 150);
    expect(state().resultText).toBe('abc');
    expect(examined).toEqual([]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(examined).toEqual(['abc']);
    expect(state().diagnosedText).toBe('abc');
    examining = 50;
    await edit('slow once more', 1000);
    examined = [];
    for (const text of ['d', 'de']) await edit(text, 150);
    expect(examined).toEqual(['d', 'de']);
  });

  it('begins no long calculation while somebody types, nor the checks that are as long', async () => {
    await open();
    [calculating, examining] = [400, 400];
    app.editText('long');
    await vi.advanceTimersByTimeAsync(2500);
    [asked, examined] = [[], []];
    for (const text of ['a', 'ab', 'abc']) {
      app.editText(text);
      await vi.advanceTimersByTimeAsync(150);
    }
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(60 + 400 + 34);
    expect(asked.map(({ text }) => text)).toEqual(['abc']);
    expect(state().resultText).toBe('abc');
    expect(examined).toEqual([]);
    await vi.advanceTimersByTimeAsync(400);
    expect(examined).toEqual(['abc']);
  });

  it('lives through an exception of the engine (T18)', async () => {
    await open();
    answer = () => ({ kind: 'failed', message: 'bug', report: 'bug' });
    app.editText('x');
    await vi.advanceTimersByTimeAsync(120);
    expect(state()).toMatchObject({ stale: true, calculation: { kind: 'failed' } });
    answer = () => ({ kind: 'done', value: good });
    app.editText('y');
    await vi.advanceTimersByTimeAsync(120);
    expect(state()).toMatchObject({ stale: false, calculation: { kind: 'idle' } });
  });

  it('saves a draft, and puts a link to the very text into the address bar', async () => {
    await open();
    app.editText('kind: Pod');
    await vi.advanceTimersByTimeAsync(1000);
    await vi.dynamicImportSettled();
    expect(kept).toBe('kind: Pod');
    expect(decodeLink(location.hash)).toMatchObject({ ok: true, yaml: 'kind: Pod' });
  });

  it('keeps the name of a scenario from the gallery as long as nothing was changed', async () => {
    await open('#/s/nodeport');
    expect(await app.fragment()).toBe('/s/nodeport');
    app.seekHop(2);
    expect(decodeLink((await app.fragment())!)).toMatchObject({ ok: true, yaml: state().text, view: { hop: 2 } });
    app.seek(0);
    app.editText('kind: Pod');
    expect(await app.fragment()).toMatch(/^v3\//);
  });

  it('mends the text as a diagnostic proposes', async () => {
    const fix = await offeredFix();
    await applyFix(app, fix);
    expect(state().text).toBe('app: web');
  });

  it('makes a fix in what its text has become, once that has been looked at', async () => {
    const fix = await offeredFix();
    app.editText('# a line more\napp: wbe');
    const done = applyFix(app, fix);
    expect(state().text).toBe('# a line more\napp: wbe');
    await vi.advanceTimersByTimeAsync(120);
    await done;
    expect(state()).toMatchObject({ text: '# a line more\napp: web', notice: null });
  });

  it('makes a fix once that is pressed twice while it waits', async () => {
    const fix = await offeredFix();
    app.editText('app: wbe, wbe');
    const done = Promise.all([applyFix(app, fix), applyFix(app, fix)]);
    await vi.advanceTimersByTimeAsync(120);
    await done;
    expect(state().text).toBe('app: web, wbe');
  });

  it('says so where a fix is not wanted any more, or the text goes on changing', async () => {
    const fix = await offeredFix();
    for (const later of ['app: web', 'app: wbe2', 'app: api']) {
      app.dismissNotice();
      app.editText(later);
      const done = applyFix(app, fix);
      if (later === 'app: wbe2') app.editText('app: wbe23');
      await vi.advanceTimersByTimeAsync(120);
      await done;
      expect(state()).toMatchObject({ notice: { text: expect.stringContaining('has changed') } });
    }
    expect(state().text).toBe('app: api');
  });

  it('does not wait for a text that cannot be calculated', async () => {
    const fix = await offeredFix();
    answer = () => ({ kind: 'failed', message: 'bug', report: 'bug' });
    app.editText('app: wbe # more');
    const done = applyFix(app, fix);
    await vi.advanceTimersByTimeAsync(120);
    await done;
    expect(state()).toMatchObject({
      text: 'app: wbe # more',
      notice: { text: expect.stringContaining('has changed') },
    });
  });
});

describe('traffic', () => {
  it('follows the way that the last connection took, and counts', async () => {
    await open();
    await app.send(1);
    expect(state()).toMatchObject({ sent: 1, way: 1, playing: true });
    await app.send(100);
    expect(state()).toMatchObject({ sent: 101, counts: [100, 1, 0] });
    app.allWays();
    expect(state()).toMatchObject({ sent: 0, counts: null });
  });

  it('draws the other ways or not, and comes back to them from counted connections', async () => {
    await open();
    app.toggleWays();
    expect(state().onlyTaken).toBe(true);
    await app.send(1);
    app.toggleWays();
    expect(state()).toMatchObject({ onlyTaken: false, sent: 0, counts: null });
  });

  it('takes a way by an edit of the text that makes the seed choose it', async () => {
    await open();
    const { text, textVersion } = state();
    app.takeWay(1);
    expect(state().way).toBe(1);
    await vi.advanceTimersByTimeAsync(0);
    expect(state()).toMatchObject({ text: `${text}# seed of way 1\n`, textVersion: textVersion + 1 });
    app.editText('kind: Pod');
    app.takeWay(2);
    await vi.advanceTimersByTimeAsync(0);
    expect(state()).toMatchObject({ way: 2, text: 'kind: Pod' });
  });

  it('falls back to the offer when the sender is gone', async () => {
    await open();
    app.setTraffic({ from: { kind: 'pod', namespace: 'default', name: 'gone' }, url: 'tcp://x:1' });
    await vi.advanceTimersByTimeAsync(0);
    expect(state().traffic).toBeNull();
  });
});

describe('both ways between the text and the hops', () => {
  it('a line leads to the hop that came from it', async () => {
    await open();
    app.pause();
    app.seekHop(0);
    const at = state().text.indexOf('targetPort');
    app.followLine({ start: at - 2, end: at + 12 });
    const hop = traceOf(state())?.hops[Math.floor(state().position)];
    expect(hop?.steps.some((step) => step.kind === 'translate')).toBe(true);
  });
});

it('runs commands after those before them', async () => {
  await open();
  const before = asked.length;
  await app.runCommand({ on: 'admin', run: 'one' });
  await app.runCommand({ on: 'client', run: 'two' });
  expect(state().terminal.map((entry) => entry.result?.stdout)).toEqual(['0 before one', '1 before two']);
  expect(asked).toHaveLength(before); // nothing has changed
});

it('shows the cluster after a command that changed it, and the cluster of the text again', async () => {
  await open();
  await app.runCommand({ on: 'admin', run: 'kubectl scale deployment/web --replicas=5' });
  await vi.waitFor(() => expect(state().resultTyped).toHaveLength(1));
  expect(asked.at(-1)?.typed).toEqual([{ on: 'admin', run: 'kubectl scale deployment/web --replicas=5' }]);
  // another connection in the same cluster: whoever keeps to what was typed has nothing to do
  const { resultTyped } = state();
  app.setTraffic({ from: { kind: 'client' }, url: 'tcp://203.0.113.10:80' });
  await vi.waitFor(() => expect(asked.at(-1)?.traffic?.url).toBe('tcp://203.0.113.10:80'));
  await vi.waitFor(() => expect(state().calculation.kind).toBe('idle'));
  expect(state().resultTyped).toBe(resultTyped);
  app.clearTerminal();
  expect(state().terminal).toHaveLength(1);
  app.forgetTyped();
  await vi.waitFor(() => expect(state().resultTyped).toHaveLength(0));
  expect(asked.at(-1)?.typed).toBeUndefined();
});

it('has a tab for each place where something is typed; a closed one keeps what it did', async () => {
  await open();
  await app.runCommand({ on: 'client', run: 'curl web' });
  app.openPlace('node/n1');
  app.openPlace('node/n1');
  expect(state().terminalPlaces).toEqual(['admin', 'client', 'node/n1']);
  app.closePlace('client');
  expect(state().terminalPlace).toBe('node/n1');
  app.closePlace('node/n1');
  app.closePlace('admin');
  expect(state()).toMatchObject({ terminalPlace: 'admin', terminalPlaces: ['admin'] });
  expect(state().terminal).toHaveLength(1);
  await app.runCommand({ on: 'client', run: 'curl web' });
  app.forgetTyped(1);
  expect(state().terminal).toHaveLength(1);
});

it('types again what a link carries, and goes where its maker was then', async () => {
  const typed = [
    { on: 'admin', run: 'kubectl get pods' },
    { on: 'admin', run: 'kubectl scale deployment/web --replicas=5' },
  ];
  await open(`#${encodeLink({ yaml: 'kind: Pod', view: { hop: 2 }, typed })}`);
  await vi.waitFor(() => expect(state().resultTyped).toEqual(typed));
  expect(state().terminal.map(({ run, result }) => [run, result?.exit])).toEqual(typed.map(({ run }) => [run, 0]));
  await vi.waitFor(() => expect(state().calculation.kind).toBe('idle'));
  expect(Math.floor(state().position)).toBe(2);
  expect(decodeLink((await app.fragment()) ?? '')).toEqual({ ok: true, yaml: 'kind: Pod', view: { hop: 2 }, typed });
});

it('opens the text of a link that is newer than itself, and says so', async () => {
  const newer = encodeLink({ yaml: 'kind: Pod', typed: [{ on: 'admin', run: 'date' }] }).replace(/^v3/, 'v7');
  await open(`#${newer}`);
  expect(state()).toMatchObject({ text: 'kind: Pod', linkProblem: { problem: 'newer', shown: true } });
});
