import { type Catalog, en } from '../../words/en.ts';
import { languageOf } from '../../words/language.ts';
import { loadCatalog } from '../../words/loadCatalog.ts';
import { element, glyph } from './elements.ts';
import { begin, type Begun } from './begin.ts';
import { type Calculated, calculate } from './calculate.ts';
import { type HostCommand, listenToHost } from './messages.ts';
import { readParameters } from './parameters.ts';
import type { RunningEmbed } from './runEmbed.ts';

/** In a frame that is narrower, panels are under the picture (embed.css). */
const BESIDE = 640;

/**
 * Milliseconds until a frame that was out of view is looked at again. Chromium tells a frame of another origin at first
 * that it is not seen, and on a busy machine never that it is since, which it says when it is asked anew.
 */
const LOOK_AGAIN = 1000;

/** Where the whole page with the editor is, for the same scenario. */
function openLink(words: Catalog['embed'], location: Location): HTMLAnchorElement {
  const url = new URL('./', location.href);
  const link = element(
    'a',
    { class: 'open', target: '_blank', rel: 'noopener' },
    element('span', {}, words.open),
    glyph('open'),
  );
  link.href = `${url.href}${location.hash}`;
  return link;
}

/** Three empty places side by side: for the Nodes that a cluster of ours has when its text names none. */
const places = (): HTMLElement => element('div', { class: 'places' }, element('i'), element('i'), element('i'));

/**
 * What is there before any code of the picture: its three bands, named, and the empty places of a Service, of Pods and
 * of Nodes, where the picture will have them (`scene/measures.ts`).
 */
const poster = (words: Catalog['embed']): HTMLElement => {
  const band = (name: string, clause: string, inside: HTMLElement): HTMLElement =>
    element('div', {}, element('b', {}, name), element('span', {}, clause), inside);
  return element(
    'div',
    { class: 'poster', 'aria-hidden': 'true' },
    band('Cluster IP', words.bands.cluster, element('div', { class: 'places' }, element('i'))),
    band('Pod IP', words.bands.pod, places()),
    band('Node IP', words.bands.node, places()),
  );
};

/** The theme that the embedding page wishes, else the system's, also when that changes. */
function themes(): (theme: 'auto' | 'light' | 'dark') => void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  let wished = 'auto';
  const show = (): void => {
    const shown = wished === 'auto' ? (dark.matches ? 'dark' : 'light') : wished;
    document.documentElement.dataset['theme'] = shown;
  };
  dark.addEventListener('change', show);
  return (theme) => {
    wished = theme;
    show();
  };
}

/**
 * Kubehop in a frame of another page. Until it comes into view it is a poster; then the picture is computed and stands
 * still; it plays when the reader says so, or at once when the page that embeds it asked for that (`run=auto`).
 */
export async function mountEmbed(root: HTMLElement, location: Location): Promise<void> {
  const parameters = readParameters(location.search, navigator.languages);
  const { language } = parameters;
  const waits = location.hash === '#host';
  /** What is to play by itself is on its way while the poster is drawn. */
  let begun: Begun | null = null;
  if (parameters.run === 'auto' && !waits) begun = begin(location.hash, null);
  // without the network English is better than nothing
  const catalog = await loadCatalog(language).catch(() => en);
  const words = catalog.embed;
  document.documentElement.lang = language;
  const setTheme = themes();
  setTheme(parameters.theme);
  const heading = element('h1', {}, 'Kubehop');
  const pane = element('div', { class: 'pane' });
  const cover = poster(words);
  const stage = element('div', { class: 'stage' }, pane, cover);
  const side = element('div', { class: 'side' });
  const work = element('div', { class: 'work' }, stage, ...(parameters.panels.length > 0 ? [side] : []));
  const foot = element('div', { class: 'foot' });
  const link = openLink(words, location);
  root.replaceChildren(element('main', { class: 'embed' }, heading, work, foot));
  if (parameters.controls) {
    // as high as the controls will be, so that nothing has to be laid out twice
    if (parameters.timeline) foot.append(element('div', { class: 'hops' }));
    foot.append(element('div', { class: 'strip' }, element('p', { class: 'sentence' }), link));
  }

  /** The text that the host has given; a frame at `#host` waits for it. */
  let given: string | null = null;
  let running: Promise<RunningEmbed | null> | null = null;
  let current: RunningEmbed | null = null;
  const say = (message: string): void => {
    run.remove();
    stage.append(element('p', { class: 'word', role: 'status' }, message));
    host.error(message);
  };
  const laid = ({ x, y }: { x: number; y: number }): void => {
    run.style.left = `${x}px`;
    run.style.top = `${y}px`;
  };
  const start = (): Promise<RunningEmbed | null> | null => {
    if (running || (given === null && waits)) return running;
    const { code, engine, asking } = begun ?? begin(location.hash, given);
    begun = null;
    let calculating!: Promise<Calculated>;
    // a browser gives a new worker its first question only when the page has heard that its script was run: until
    // then the page is not to be busy with the picture
    const working = new Promise<void>((resolve) => {
      calculating = calculate(catalog, asking, engine, resolve);
      calculating.then(
        () => resolve(),
        () => resolve(),
      );
    });
    const places = {
      pane,
      side,
      foot,
      link,
      say,
      report: (problem: string) => host.error(problem),
      laid,
      words: catalog,
      given: given !== null,
    };
    running = Promise.all([code, working]).then(
      async ([{ runEmbed }]) => {
        const made = await runEmbed(calculating, parameters, places);
        if (!made) return null;
        cover.remove();
        if (made.title) document.title = heading.textContent = `${made.title} · Kubehop`;
        let hop = 0;
        made.player.subscribe(() => {
          const state = made.state();
          if (state.playing) run.remove();
          if (state.hop === hop) return;
          hop = state.hop;
          host.step(state);
        });
        current = made;
        return made;
      },
      () => {
        say(words.notLoaded);
        return null;
      },
    );
    return running;
  };
  const play = async (): Promise<void> => {
    run.remove();
    (await start())?.player.play();
  };
  const run = element(
    'button',
    {
      class: 'run',
      type: 'button',
      onclick: () => {
        void play();
      },
    },
    glyph('play'),
    words.run,
  );
  if (parameters.run === 'click') stage.append(run);

  /** Scenarios that the host gives are loaded one after another. */
  let loading: Promise<void> = Promise.resolve();
  /** What was given takes the place of what is shown. */
  const load = async (): Promise<void> => {
    const before = await running;
    running = null;
    current = null;
    begun?.engine.dispose();
    begun = null;
    before?.dispose();
    pane.replaceChildren();
    stage.querySelector('.word')?.remove();
    if (seen) void (parameters.run === 'auto' ? play() : start());
  };

  let seen = false;
  const inView = new IntersectionObserver(([entry]) => {
    if (!entry?.isIntersecting) {
      setTimeout(lookAgain, LOOK_AGAIN);
      return;
    }
    inView.disconnect();
    seen = true;
    void (parameters.run === 'auto' ? play() : start());
  });
  const lookAgain = (): void => {
    if (seen) return;
    inView.unobserve(stage);
    inView.observe(stage);
  };
  inView.observe(stage);
  /** The same anew in another language: where the reader is travels as it does in a link. */
  const setLanguage = (tag: string): void => {
    const wanted = languageOf([tag, ...navigator.languages]);
    if (wanted === language) return;
    const url = new URL(location.href);
    url.searchParams.set('lang', wanted);
    // a host that has given the text gives it again
    if (current && !waits) {
      url.searchParams.delete('step');
      url.hash = new URL(link.href).hash;
    }
    location.replace(url);
  };
  /** What is asked of a scenario that was just given waits until it is shown. */
  const onceShown = (act: (made: RunningEmbed) => void): void => {
    void loading.then(() => running).then((made) => made && act(made));
  };
  const obey = (command: HostCommand): ReturnType<RunningEmbed['state']> | null => {
    if (command.type === 'play') void play();
    else if (command.type === 'pause') onceShown((made) => made.player.pause());
    else if (command.type === 'setTheme') setTheme(command.theme);
    else if (command.type === 'setLang') setLanguage(command.tag);
    else if (command.type === 'load') {
      given = command.yaml;
      loading = loading.then(load);
    } else if (command.type === 'seek') {
      onceShown((made) => {
        made.player.pause();
        made.goTo(command.hop - 1);
      });
    }
    return command.type === 'getState' ? (current?.state() ?? { hop: 0, hops: 0, playing: false }) : null;
  };
  const host = listenToHost(window, obey);
  if (parameters.autosize) {
    // of the width alone, so that what the host does with it asks for nothing new
    let told = 0;
    new ResizeObserver(() => {
      const width = root.clientWidth;
      const under = parameters.panels.length > 0 && width < BESIDE ? 240 : 0;
      const height = Math.round(Math.min(640, Math.max(320, width * 0.5625)) / 8) * 8 + under;
      if (height !== told) host.resize(height);
      told = height;
    }).observe(root);
  }
}
