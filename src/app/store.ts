import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CommandResult, TypedLine } from '../model/Scenario.ts';
import type { Diagnostic } from '../model/Diagnostic.ts';
import type { SimulationResult } from '../model/Simulation.ts';
import type { ObjectKey, Span } from '../model/Span.ts';
import type { Place, Trace } from '../model/Trace.ts';
import { type Playback, stopped } from '../scene/playback.ts';
import type { NoAnswer } from '../worker/client.ts';
import type { GalleryName } from '../scenarios/index.ts';
import type { LeftTab, LinkProblem } from '../share/link.ts';
import { noPlaces, type Places } from './causes.ts';
import type { Draft } from './drafts.ts';
import type { Film } from './film.ts';
import { defaultPreferences, type Preferences } from './preferences.ts';
import type { ThemeChoice } from './theme.ts';
import { NOTHING_TYPED } from './typed.ts';
import { type Catalog, en } from '../words/en.ts';
import type { Language } from '../words/language.ts';

export interface Traffic {
  from: Place;
  url: string;
}

/** Where the text came from; it decides what a link to it looks like. */
export type Origin =
  | { kind: 'gallery'; name: GalleryName }
  | { kind: 'link' }
  | { kind: 'draft' }
  | { kind: 'file'; name: string };

/** What the engine is doing, or why it does not. */
export type Calculation = { kind: 'idle' } | { kind: 'working' } | NoAnswer;

/** What the middle of the page can show; a link names one of them. */
export const MIDDLE_VIEWS = ['map', 'ladder', 'table', 'matrix', 'compare', 'timeline'] as const;
export type MiddleView = (typeof MIDDLE_VIEWS)[number];
/** One of the three networks of a cluster. */
export type Layer = 'node' | 'pod' | 'cluster';
/** On a phone the picture is the page; one of these may lie over it. */
export type Sheet = 'yaml' | 'steps' | 'terminal' | 'objects' | 'inspector' | 'traffic';

export interface Notice {
  id: number;
  text: string;
  detail?: string;
  /** The text of the page is offered as a file. */
  asFile?: boolean;
}

/** A line of the terminal. */
export interface TerminalEntry extends TypedLine {
  id: number;
  /** null while it runs. */
  result: CommandResult | null;
  /** It changed the cluster. */
  changed?: boolean;
  /** The engine did not get to its end: the cluster knows nothing of it. */
  lost?: boolean;
}

/** What a watch that somebody typed has printed as the timeline went on. */
export interface PrintedByWatch {
  /** Which of the lines that have run. */
  line: number;
  at: number;
  text: string;
}

/** A wish to show a place of the text: `id` makes the same place twice two wishes. */
export interface Jump {
  id: number;
  span: Span;
  /** The keyboard goes there too. */
  focus: boolean;
}

export interface AppState extends Playback, Preferences {
  text: string;
  /** The text as it was opened: as long as it is equal, the page is at `origin`. */
  openedText: string;
  origin: Origin;
  /** Counts replacements of the whole text, so that the editor takes them over. */
  textVersion: number;

  /** The last result that had a cluster, and the text that it was computed from. */
  result: SimulationResult | null;
  resultText: string;
  /** What commands had done in the cluster of `result`. */
  resultTyped: readonly TypedLine[];
  /** true while the picture shows an older text than the editor, because the newer one has no cluster. */
  stale: boolean;
  diagnostics: Diagnostic[];
  /** The text that they were found in: the places of their fixes are in it. */
  diagnosedText: string;
  places: Places;
  calculation: Calculation;

  /** The connection that the person chose; null: the first one on offer. */
  traffic: Traffic | null;
  /** Which of the ways is followed. */
  way: number;
  /** The other ways that a connection could take are not drawn. */
  onlyTaken: boolean;
  /** Connections sent so far, and how many went which way. */
  sent: number;
  counts: number[] | null;
  sending: boolean;
  /** Counts the times that many were sent at once, so that the picture shows each. */
  burst: number;

  terminal: TerminalEntry[];
  printed: readonly PrintedByWatch[];
  /** By place: lines up to this one are out of sight, as `clear` leaves them. */
  cleared: Readonly<Record<string, number>>;
  /** Where the next command runs: `admin`, `client`, `node/n1`, `pod/web-1`. */
  terminalPlace: string;
  /** Those that are open, as tabs. */
  terminalPlaces: readonly string[];

  /** What a view plays in place of the connection; null: the connection. */
  film: Film | null;
  /** What the text is compared with, as a link writes it (`against.ts`); '' while nobody has chosen. */
  against: string;
  /** The moment of the timeline that is shown, ms; null: the cluster at rest. */
  moment: number | null;
  /** The text that the reader put aside to compare with. */
  pinned: string | null;

  selection: ObjectKey | null;
  /** Objects that the reader wants to see by themselves, however many others there are; the newest last. */
  opened: ObjectKey[];
  /** The Service that is shown alone; null for all of them. */
  focus: ObjectKey | null;
  /** The network that is lit; null for all three. */
  layer: Layer | null;
  /** The one Service that the matrix keeps to; '' for all of them. */
  matrixService: ObjectKey | '';
  /** The matrix also has the cluster's own Services. */
  matrixSystem: boolean;
  jump: Jump | null;
  /** Where the cursor is in the text. */
  cursor: number;
  /** The list of the text's documents is open. */
  outline: boolean;
  /** The form of the document at the cursor is open. */
  form: boolean;
  theme: ThemeChoice;
  language: Language;
  /** The texts of that language. */
  words: Catalog;
  leftTab: LeftTab;
  /** The terminal has the picture's room too. */
  wideTerminal: boolean;
  /** Long lines of the terminal go on below instead of out of sight. */
  wrappedLines: boolean;
  middleView: MiddleView;
  sheet: Sheet | null;
  dialog: 'embed' | 'export' | 'keys' | 'library' | 'palette' | 'statistics' | null;
  notice: Notice | null;
  /** `shown`: its text could be opened all the same. */
  linkProblem: { problem: LinkProblem; raw: string; shown: boolean } | null;
  draftOffer: Draft | null;
  storageProblem: 'full' | null;
  /** A newer build is here; this loads it. */
  update: (() => void) | null;
}

export type AppStore = StoreApi<AppState>;

export const initialState: AppState = {
  text: '',
  openedText: '',
  origin: { kind: 'draft' },
  textVersion: 0,
  result: null,
  resultText: '',
  resultTyped: NOTHING_TYPED,
  stale: false,
  diagnostics: [],
  diagnosedText: '',
  places: noPlaces,
  calculation: { kind: 'idle' },
  traffic: null,
  way: 0,
  onlyTaken: false,
  sent: 0,
  counts: null,
  sending: false,
  burst: 0,
  ...stopped,
  ...defaultPreferences,
  terminal: [],
  printed: [],
  cleared: {},
  terminalPlace: 'admin',
  terminalPlaces: ['admin'],
  film: null,
  against: '',
  moment: null,
  pinned: null,
  selection: null,
  opened: [],
  focus: null,
  layer: null,
  matrixService: '',
  matrixSystem: false,
  jump: null,
  cursor: 0,
  outline: false,
  form: false,
  theme: 'auto',
  language: 'en',
  words: en,
  leftTab: 'yaml',
  wideTerminal: false,
  wrappedLines: false,
  middleView: 'map',
  sheet: null,
  dialog: null,
  notice: null,
  linkProblem: null,
  draftOffer: null,
  storageProblem: null,
  update: null,
};

export const createAppStore = (): AppStore => createStore<AppState>()(() => initialState);

/** The way that is followed, or null while there is none. */
export const traceOf = (state: Pick<AppState, 'result' | 'way'>): Trace | null =>
  state.result?.reach?.traces[state.way] ?? null;

/** The connection that is followed: the chosen one, or the one that the engine offered. */
export function trafficOf(state: Pick<AppState, 'result' | 'traffic'>): Traffic | null {
  if (state.traffic) return state.traffic;
  const reach = state.result?.reach;
  return reach ? { from: reach.from, url: reach.url } : null;
}
