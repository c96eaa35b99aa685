import type { Diagnostic } from '../model/Diagnostic.ts';
import { DEFAULT_SCENARIO } from '../scenarios/defaultScenario.ts';
import { LANGUAGES } from '../words/language.ts';
import { loadDiagnosis } from '../words/loadCatalog.ts';
import type { Engine, Outcome } from '../worker/client.ts';
import type { KeyFrame } from './keyFrame.ts';
import type { AppState, AppStore } from './store.ts';

/**
 * Checks that take longer, ms, wait until the picture is there and nobody types, as long as they took and this at most:
 * in a text of thousands of documents they are the longest work, and the keys need the processors.
 */
const LONG_CHECKS = 100;
const LONGEST_WAIT = 2000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The scenario that a first visit opens is known to be right; whatever else there is may not be. */
export const isToBeExamined = ({ origin, text, openedText }: AppState): boolean =>
  text !== openedText || origin.kind !== 'gallery' || origin.name !== DEFAULT_SCENARIO;

/** What asks the checks, in the worker beside the picture, what is wrong with the text, and shows what they find. */
export function createChecks(
  { getState: get, setState: set }: AppStore,
  analysis: () => Engine,
  keyFrame: KeyFrame,
  notify: (text: string) => void,
) {
  /** What the checks are asked, or were asked last; `text` is null when they gave no answer. */
  let checking: { text: string | null; answer: Promise<Outcome<Diagnostic[]>> } | undefined;
  /** How long they took last, ms, or the picture since then: what that has to make anew, they have to. */
  let took = 0;

  /** Asks once for a text. */
  function ask(text: string): Promise<Outcome<Diagnostic[]>> {
    if (checking?.text !== text) checking = { text, answer: timed(text) };
    return checking.answer;
  }

  async function timed(text: string): Promise<Outcome<Diagnostic[]>> {
    const from = performance.now();
    const outcome = await analysis().examine(text);
    if (outcome.kind === 'done') took = performance.now() - from;
    return outcome;
  }

  /** Loads what the checks say, in the reader's language; false when it does not come. */
  async function readDiagnosis(): Promise<boolean> {
    const { language, words } = get();
    if (words.diagnosis) return true;
    try {
      const diagnosis = await loadDiagnosis(language);
      if (get().language === language) set({ words: { ...get().words, diagnosis } });
      return get().words.diagnosis !== undefined;
    } catch {
      notify(get().words.header.notLoaded(LANGUAGES[language]));
      return false;
    }
  }

  return {
    readDiagnosis,
    /** The picture of the text is being calculated: short checks are made beside it, if their worker is there. */
    askBeside(text: string): void {
      if (checking && took < LONG_CHECKS && isToBeExamined(get())) void ask(text);
    },
    /**
     * Tells what is wrong with a text, whose picture took so many milliseconds; without the checks, what the engine beside
     * the picture says.
     */
    async examine(text: string, without: Diagnostic[], picture: number): Promise<void> {
      took = Math.max(took, picture);
      if (took >= LONG_CHECKS) {
        await pause(Math.min(took, LONGEST_WAIT));
        if (get().text !== text) return;
      }
      const outcome = await ask(text);
      await keyFrame.drawn();
      if (outcome.kind !== 'done' && checking?.text === text) checking = { ...checking, text: null };
      if (outcome.kind === 'superseded') return;
      let diagnostics = without;
      if (outcome.kind === 'done' && (await readDiagnosis())) diagnostics = outcome.value;
      if (get().text === text) set({ diagnostics, diagnosedText: text });
    },
  };
}
