import type { AssistAnswers, AssistQuestion } from '../model/Assist.ts';
import type { Fix } from '../model/Diagnostic.ts';
import type { SimulationInput, SimulationResult, Source } from '../model/Simulation.ts';
import type { TypedLine } from '../model/Scenario.ts';
import type { ObjectKey, Span } from '../model/Span.ts';
import type { Question, Why } from '../model/Why.ts';
import { DEFAULT_SCENARIO } from '../scenarios/defaultScenario.ts';
import { plainMarks, remarked } from '../scene/playback.ts';
import { firstTab } from '../scene/firstTab.ts';
import { galleryFragment } from '../share/galleryFragment.ts';
import type { LinkView } from '../share/link.ts';
import { type Language, LANGUAGES } from '../words/language.ts';
import { loadCatalog, loadDiagnosis } from '../words/loadCatalog.ts';
import type { Engine } from '../worker/client.ts';
import { afterPause } from './afterPause.ts';
import { fragmentOf, readAddress, showFragment } from './address.ts';
import { causesOfTraces, hopFromLine, noPlaces, placesOf } from './causes.ts';
import { createChecks, isToBeExamined } from './checks.ts';
import type { Drafts } from './drafts.ts';
import { withEdits } from '../model/withEdits.ts';
import type { Film } from './film.ts';
import { createKeyFrame } from './keyFrame.ts';
import { keepLanguage, showLanguage } from './language.ts';
import { changesTo, MOST_OPENED, viewOf } from './linkView.ts';
import { canSend } from './places.ts';
import { placeName } from '../model/placeName.ts';
import { keepPreferences, type Preferences, preferencesOf, storedPreferences } from './preferences.ts';
import { movedSpan } from './movedSpan.ts';
import { originNow } from './originNow.ts';
import { createPlayer } from './player.ts';
import { scenarioNamed } from './scenarioNamed.ts';
import {
  type AppStore,
  createAppStore,
  initialState,
  type AppState,
  type Layer,
  type Origin,
  type PrintedByWatch,
  type Traffic,
  traceOf,
  trafficOf,
} from './store.ts';
import { createTerminal } from './terminal.ts';
import { doneIn, NOTHING_TYPED, typedIn } from './typed.ts';
import { applyTheme, type ThemeChoice } from './theme.ts';

/** From a key to the picture: with the calculation, less than an eye notices. */
const EDIT_PAUSE = 60;
/** A long calculation is not begun in the middle of a word: it waits half as long as the last took, and this at most. */
const LONGEST_PAUSE = 300;
const SAVE_PAUSE = 300;
const ADDRESS_PAUSE = 600;

export interface AppOptions {
  engine: Engine;
  /** Runs the terminal's commands; asked for when the first is typed. */
  terminal(): Engine;
  /** Answers what is asked beside the picture; asked for when that is first shown. */
  analysis(): Engine;
  /** Helps with typing; asked for when somebody goes into the editor. */
  assist(): Engine;
  /** Opens the drafts of a new document; `resume` goes on with the one of this tab. */
  openDrafts(resume: boolean): Drafts;
  /** What the system says. */
  reducedMotion(): boolean;
  location: Pick<Location, 'hash' | 'href'>;
}

export type App = ReturnType<typeof createApp>;

/** The page's state and everything that a person can do to it. */
export function createApp({
  engine,
  terminal: openTerminal,
  analysis,
  assist,
  openDrafts,
  reducedMotion,
  location,
}: AppOptions) {
  const store: AppStore = createAppStore();
  store.setState(storedPreferences());
  const { getState: get, setState: set } = store;
  let drafts = openDrafts(true);
  let ids = 0;
  let simulations = 0;
  /** How long the last one took, ms. */
  let took = 0;
  /** What a link wishes to show once its result is there. */
  let wished: LinkView | null = null;
  /** Whether this document's connection was shown already, and whether the person asked for another one. */
  let shown = false;
  let asked = false;

  const still = (): boolean => get().lessMotion || reducedMotion();

  const notify = (text: string, detail?: string, asFile = false): void => {
    ids += 1;
    set({ notice: { id: ids, text, ...(detail && { detail }), ...(asFile && { asFile }) } });
  };

  const keyFrame = createKeyFrame();
  const checks = createChecks(store, analysis, keyFrame, notify);

  /** A text with what was typed in its cluster. */
  const sourceOf = (text: string, typed: readonly TypedLine[] = typedIn(get())): Source => {
    const { moment } = get();
    return { text, ...(typed.length > 0 && { typed }), ...(moment !== null && { at: moment }) };
  };

  const inputOf = (text: string): SimulationInput => {
    const { traffic } = get();
    return { ...sourceOf(text), ...(traffic && { traffic }) };
  };

  /** Commands are run by the terminal's engine only, so it answers for what became of the cluster too. */
  const engineFor = ({ typed, at }: Source, otherwise = (): Engine => engine): Engine =>
    typed || at !== undefined ? openTerminal() : otherwise();

  const terminal = createTerminal({
    store,
    engine: openTerminal,
    newId: () => ++ids,
    sourceOf,
    changed: () => void simulate(),
  });

  /** Speaks a language; the picture and the text stay as they are. */
  async function speak(language: Language): Promise<void> {
    keyFrame.pressed();
    try {
      const { diagnosis } = get().words;
      const words = await loadCatalog(language);
      const more = diagnosis && { diagnosis: await loadDiagnosis(language) };
      // all of the page is written anew: the button is seen to be pressed before
      await keyFrame.drawn();
      showLanguage(language);
      set({ language, words: { ...words, ...more } });
    } catch {
      notify(get().words.header.notLoaded(LANGUAGES[language]));
    }
  }

  // ── the engine ────────────────────────────────────────────────────────────────────────────────────────

  async function simulate(): Promise<void> {
    const { text } = get();
    set({ calculation: { kind: 'working' } });
    const input = inputOf(text);
    const mine = ++simulations;
    const from = performance.now();
    const answer = engineFor(input).simulate(input);
    checks.askBeside(text);
    const outcome = await answer;
    // the first one is cold, which says nothing of the next
    if (outcome.kind === 'done' && mine > 1) took = performance.now() - from;
    await keyFrame.drawn();
    // two engines may be at work: the newest question counts, whoever answers first
    if (mine !== simulations) return;
    switch (outcome.kind) {
      case 'superseded':
        return;
      case 'done':
        accept(outcome.value, input);
        return;
      default:
        set({ calculation: outcome, stale: get().result !== null });
    }
  }

  const same = (a: Traffic | null, b: Traffic | null): boolean =>
    a?.url === b?.url && (a && placeName(a.from)) === (b && placeName(b.from));

  function accept(result: SimulationResult, { text, typed = NOTHING_TYPED }: Source): void {
    // With nothing to show yet, half a cluster is better than none.
    if (!result.ok && (get().result !== null || result.nodes.length === 0)) {
      const stale = get().result !== null;
      set({ diagnostics: result.diagnostics, diagnosedText: text, stale, calculation: { kind: 'idle' } });
      if (isToBeExamined(get())) void checks.examine(text, result.diagnostics, took);
      return;
    }
    const { traffic } = get();
    const bare = result.offers.length === 0 && result.pods.every(({ system }) => system);
    if (traffic && (bare || !canSend(result, traffic.from))) {
      // The sender is gone from the text, or everything is: follow what is on offer instead.
      set({ traffic: null });
      void simulate();
      return;
    }
    const broken = get().diagnostics.some(({ severity }) => severity === 'error');
    const before = trafficOf(get());
    const oldTrace = traceOf(get());
    const way = wished?.way ?? Math.max(0, result.taken);
    const trace = result.reach?.traces[way] ?? null;
    const hops = trace?.hops.length ?? 0;
    const plain = plainMarks(trace?.hops ?? []);
    const view = wished;
    wished = null;
    const stays =
      oldTrace?.hops.length === hops && oldTrace.hops.every((hop, i) => hop.at.name === trace?.hops[i]?.at.name);
    set({
      result,
      resultText: text,
      resultTyped: typed,
      stale: false,
      // what was found in the text before stays until the checks have looked at this one
      ...((!isToBeExamined(get()) || broken) && { diagnostics: result.diagnostics, diagnosedText: text }),
      calculation: { kind: 'idle' },
      // of a connection that stays, the fields have hardly moved: they are shown where they were until they are found
      places: stays ? get().places : noPlaces,
      way,
      counts: null,
      sent: 0,
      ...(stays
        ? remarked(get(), { ...get().marks, rules: plain.rules })
        : { marks: plain, position: 0, playing: false }),
    });
    if (!same(before, trafficOf(get()))) set({ position: 0, playing: false });
    if (!shown && firstTab(result.scenario) === 'steps') set({ leftTab: 'steps' });
    if (view) set(changesTo(view, get()));
    if (view?.hop !== undefined) set({ playing: false });
    else if ((!shown || asked) && hops > 0 && !still()) set({ playing: true }); // one loop, then it rests
    shown = true;
    asked = false;
    void locate(result, sourceOf(text, typed));
    if (isToBeExamined(get())) void checks.examine(text, result.diagnostics, took);
  }

  async function locate(result: SimulationResult, source: Source): Promise<void> {
    const refs = causesOfTraces(result.reach?.traces ?? []);
    const outcome = await engineFor(source).locate(source, refs);
    await keyFrame.drawn();
    if (get().result === result)
      set({ places: outcome.kind === 'done' ? placesOf(refs, outcome.value, source.text) : noPlaces });
  }

  const edits = afterPause(() => void simulate(), EDIT_PAUSE);

  // ── the text, its draft and its link ──────────────────────────────────────────────────────────────────

  function saveDraft(): void {
    const { text, openedText } = get();
    if (text === openedText) return;
    set({ storageProblem: drafts.save(text) === 'full' ? 'full' : null });
  }
  const saving = afterPause(saveDraft, SAVE_PAUSE);

  /** The link to what is on the screen, if it fits one. `exact` also carries the time, the selection and the view. */
  function fragment(exact: boolean): Promise<string | null> {
    const state = get();
    const { origin, text, openedText, terminal } = state;
    const view = viewOf(state, exact);
    const typed = exact ? doneIn(terminal) : [];
    const bare = Object.keys(view).length === 0 && typed.length === 0;
    const named = origin.kind === 'gallery' && text === openedText && bare;
    return fragmentOf({ yaml: text, view, typed }, named ? origin.name : null);
  }

  async function syncAddress(): Promise<void> {
    const { text } = get();
    if (text === '') return;
    const before = location.hash;
    const link = await fragment(false);
    if (get().text !== text || location.hash !== before) return;
    showFragment(link ?? '');
  }
  const addressing = afterPause(() => void syncAddress(), ADDRESS_PAUSE);

  function replaceText(text: string): void {
    set({ text, textVersion: get().textVersion + 1 });
    edits.soon();
    saving.soon();
    addressing.soon();
  }

  function openText(text: string, origin: Origin, view: LinkView | null): void {
    wished = view;
    shown = false;
    set({
      ...initialState,
      ...preferencesOf(get()),
      theme: get().theme,
      language: get().language,
      words: get().words,
      update: get().update,
      textVersion: get().textVersion + 1,
      text,
      openedText: text,
      origin,
      traffic: view?.traffic ?? null,
    });
    edits.cancel();
    void simulate();
  }

  /** Types what the maker of a link had typed, and goes where they were then. */
  async function retype(typed: readonly TypedLine[], view: LinkView): Promise<void> {
    const document = get().textVersion;
    for (const line of typed) {
      await terminal.run(line);
      if (get().textVersion !== document) return;
    }
    if (typed.length === 0) return;
    wished = view;
    set({ traffic: view.traffic ?? null });
    void simulate();
  }

  function offerDraft(): void {
    const draft = drafts.latest();
    if (draft && draft.text !== get().text) set({ draftOffer: draft });
    drafts = openDrafts(false);
  }

  /** Opens a scenario that comes with Kubehop, unless something else is asked for before its text is there. */
  async function openGallery(name: string, view: LinkView | null = null): Promise<void> {
    const { hash } = location;
    const scenario = await scenarioNamed(name).catch(() => null);
    if (location.hash !== hash) return;
    if (scenario === null) {
      notify(get().words.header.noText(name));
      return;
    }
    const { found, yaml } = scenario;
    openText(yaml, { kind: 'gallery', name: found }, view);
    if (found !== name) notify(get().words.header.noScenario(name.slice(0, 64)));
  }

  const openDefault = (): Promise<void> => openGallery(DEFAULT_SCENARIO);

  /** Opens what the address bar asks for. */
  async function openAddress(): Promise<void> {
    const asked = location.hash;
    // what was to be written there would take the place of what somebody has just asked for
    addressing.cancel();
    const address = await readAddress(asked);
    if (location.hash !== asked) return;
    switch (address.kind) {
      case 'none': {
        const draft = drafts.latest();
        if (draft) {
          openText(draft.text, { kind: 'draft' }, null);
          addressing.soon();
        } else await openDefault();
        return;
      }
      case 'gallery':
        await openGallery(address.name);
        offerDraft();
        return;
      case 'link':
        openText(address.yaml, { kind: 'link' }, address.view);
        offerDraft();
        await retype(address.typed, address.view);
        return;
      case 'problem': {
        const { problem, raw, yaml } = address;
        if (yaml === undefined) await openDefault();
        else openText(yaml, { kind: 'link' }, null);
        set({ linkProblem: { problem, raw, shown: yaml !== undefined } });
        offerDraft();
      }
    }
  }

  /** A pane of the left column, or its sheet where one is open. */
  const leftAt = (tab: 'yaml' | 'terminal'): Partial<AppState> => ({
    leftTab: tab,
    ...(get().sheet && { sheet: tab }),
  });

  /** Opens the editor at a place of a text, or where that is now. */
  function jumpTo(place: Span, text = get().text): void {
    ids += 1;
    set({ jump: { id: ids, span: movedSpan(place, text, get().text), focus: true }, ...leftAt('yaml') });
  }

  /** Shows a place of the text in the editor, without opening it; whoever has the focus keeps it. */
  function showSpan(span: Span, focus = false): void {
    ids += 1;
    set({ jump: { id: ids, span, focus }, cursor: span.start });
  }

  /** Opens the editor at an object. */
  function editObject(key: ObjectKey): void {
    const span = originNow(get(), key);
    if (span) jumpTo(span);
    else notify(get().words.terminal.notInText);
  }

  /** Edits the text, as a diagnostic or a click in the picture proposes; undoable like any edit. */
  function applyEdits(edits: Fix['edits']): void {
    replaceText(withEdits(get().text, edits));
  }

  const player = createPlayer({
    store,
    engineFor,
    inputOf,
    applyEdits,
    notify,
    turned: () => addressing.soon(),
  });

  return {
    store,
    ...player,
    /** What the picture shows the cluster of. */
    source: (): Source => sourceOf(get().resultText, get().resultTyped),
    /** Who answers what is asked beside the picture. */
    analysis: (source?: Source): Engine => (source ? engineFor(source, analysis) : analysis()),
    /** The system asks for less motion, or the reader does. */
    reducedMotion: still,

    start(): void {
      engine.onStatus((status) => {
        if (status === 'unavailable' && get().calculation.kind === 'working') set({ calculation: { kind: 'idle' } });
      });
      void openAddress();
    },
    openAddress: () => void openAddress(),
    /** Opens a scenario that comes with Kubehop, with what is to be seen of it. */
    openGallery(name: string, view: LinkView | null = null): void {
      saveDraft();
      drafts = openDrafts(false);
      showFragment(galleryFragment(name));
      void openGallery(name, view);
    },
    openFile(name: string, text: string): void {
      saveDraft();
      drafts = openDrafts(false);
      openText(text, { kind: 'file', name }, null);
      addressing.soon();
    },
    restoreDraft(): void {
      const { draftOffer } = get();
      if (!draftOffer) return;
      openText(draftOffer.text, { kind: 'draft' }, null);
      addressing.soon();
    },
    dismissDraft: () => set({ draftOffer: null }),
    dismissLinkProblem: () => set({ linkProblem: null }),
    dismissNotice: () => set({ notice: null }),

    /** Every key in the editor comes here, with where it left the cursor. */
    editText(text: string, cursor = get().cursor): void {
      if (text === get().text) return;
      keyFrame.pressed();
      set({ text, cursor });
      edits.soon(Math.max(EDIT_PAUSE, Math.min(took / 2, LONGEST_PAUSE)));
      saving.soon();
      addressing.soon();
    },
    /** A change from outside the editor: a fix, an example inserted. The editor takes it over, undoable. */
    replaceText,
    applyEdits,
    /** Asks the checks why a connection fails, or an object is not as it should be; null when there is no answer. */
    async why(text: string, question: Question): Promise<Why | null> {
      const outcome = await analysis().why(text, question);
      return outcome.kind === 'done' ? outcome.value : null;
    },
    /** Asks what is known of a place in the text; null when there is no answer. */
    async assist<Q extends AssistQuestion>(text: string, question: Q): Promise<AssistAnswers[Q['kind']] | null> {
      const outcome = await assist().assist(text, question);
      return outcome.kind === 'done' ? outcome.value : null;
    },
    /** Loads what the checks say. */
    readDiagnosis: checks.readDiagnosis,
    /** Runs again what was stopped. */
    runAgain(): void {
      engine.forgive();
      void simulate();
    },
    /** Another tab has the draft of this one: from now on this one has its own. */
    leaveDraft(): void {
      drafts = openDrafts(false);
    },
    /** Before the page goes away. */
    flush(): void {
      saving.cancel();
      saveDraft();
    },

    setTraffic(traffic: Traffic): void {
      asked = true;
      set({ traffic });
      void simulate();
      addressing.soon();
    },
    /** Changes how the page plays and explains, from now on. */
    prefer(change: Partial<Preferences>): void {
      set(change);
      keepPreferences(get());
    },

    /** The player plays this from now on; returns what gives it back. */
    lend(film: Film): () => void {
      set({ film });
      return () => set({ film: null });
    },
    /** What happens when in the scenario that is edited, with what was typed. */
    timeline: (source: Source) => openTerminal().timeline(source),
    /** Shows the cluster as it is at a moment of the timeline; null: at rest. */
    showMoment(moment: number | null): void {
      if (moment === get().moment) return;
      set({ moment, playing: false });
      void simulate();
    },
    /** What watches in the terminal print as the timeline goes on. */
    showPrinted: (printed: readonly PrintedByWatch[]) => set({ printed }),
    /** What the comparison compares with: the name of an `Against`. */
    compareWith: (against: string) => set({ against }),
    /** Puts the text aside, to compare what comes with it. */
    pin: () => set({ pinned: get().text, against: 'pinned' }),

    select: (selection: ObjectKey | null) => set({ selection }),
    /** Draws objects by themselves, where they were some of many; of too many the first. */
    open(...keys: ObjectKey[]): void {
      const others = get().opened.filter((other) => !keys.includes(other));
      const opened = [...others, ...keys.slice(0, MOST_OPENED)].slice(-MOST_OPENED);
      set({ selection: keys[0] ?? null, opened });
    },
    /** Back to the level of detail that the size of the cluster gives. */
    fold: () => set({ opened: [] }),
    setFocus: (focus: ObjectKey | null) => set({ focus }),
    setLayer: (layer: Layer | null) => set({ layer }),
    /** What the matrix keeps to. */
    keepMatrixTo: (part: Partial<Pick<ReturnType<typeof get>, 'matrixService' | 'matrixSystem'>>) => set(part),
    jumpTo,
    /** Goes round the problems of the text, from outside of the editor. */
    nextProblem(by: 1 | -1): void {
      const { diagnostics, jump } = get();
      const spans = diagnostics.flatMap(({ span }) => (span ? [span] : [])).sort((a, b) => a.start - b.start);
      if (spans.length === 0) return;
      const at = spans.findIndex((span) => span.start === jump?.span.start);
      const span = spans[(at < 0 ? (by > 0 ? 0 : spans.length - 1) : at + by + spans.length) % spans.length];
      if (span) jumpTo(span);
    },
    showSpan,
    /** A click on a line of the text: go to the hop that came from it. */
    followLine(line: Span): void {
      const state = get();
      const trace = traceOf(state);
      if (!trace || state.text !== state.places.text) return;
      const hop = hopFromLine(trace, state.places, line);
      if (hop !== null) player.seekHop(hop);
    },

    runCommand: async (line: TypedLine): Promise<void> => {
      const { edits: wanted } = await terminal.run(line);
      if (wanted) editObject(wanted);
    },
    completeCommand: terminal.complete,
    checkStep: terminal.check,
    clearTerminal: terminal.clear,
    forgetTyped: terminal.forget,
    openPlace: terminal.openPlace,
    closePlace: terminal.closePlace,
    /** Opens the terminal at a place. */
    typeAt(place: string): void {
      terminal.openPlace(place);
      set(leftAt('terminal'));
    },
    /** The link to exactly this; the address bar shows it too. */
    async link(): Promise<string | null> {
      const part = await fragment(true);
      return part === null ? null : `${location.href.split('#')[0]}#${part}`;
    },
    fragment: () => fragment(true),
    async showLink(): Promise<void> {
      const part = await fragment(true);
      if (part !== null) showFragment(part);
    },

    setTheme(theme: ThemeChoice): void {
      applyTheme(theme);
      set({ theme });
    },
    speak,
    /** Speaks another language from now on. */
    async setLanguage(language: Language): Promise<void> {
      keepLanguage(language);
      await speak(language);
    },
    show: (
      part: Partial<
        Pick<
          ReturnType<typeof get>,
          | 'leftTab'
          | 'wideTerminal'
          | 'wrappedLines'
          | 'middleView'
          | 'sheet'
          | 'dialog'
          | 'outline'
          | 'form'
          | 'cursor'
        >
      >,
    ) => set(part),
    notify,
    dispose(): void {
      edits.cancel();
      saving.cancel();
      addressing.cancel();
      engine.dispose();
    },
  };
}
