import type { App } from '../app/app.ts';
import { SPEEDS } from '../app/preferences.ts';
import type { MiddleView } from '../app/store.ts';
import { hopsOf } from '../scene/playback.ts';
import { turnHistory } from './editor/turnHistory.ts';
import { copyLink } from './header/copyLink.ts';

/** What has a history of its own. */
const writesIn = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest('input:not([type=checkbox], [type=radio], [type=range]), textarea') !== null);

/** Whether a key belongs to what has the focus: all of them to a text or a choice, those that move to a slider or tabs. */
const isTaken = (target: EventTarget | null, key: string): boolean =>
  writesIn(target) ||
  (target instanceof HTMLElement &&
    target.closest(/^( |Arrow|Home|End)/.test(key) ? 'input, select, [role=tablist], [role=separator]' : 'select') !==
      null);

/** A button answers Space and Enter itself. */
const presses = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('button, a, summary') !== null;

/** Where one types in a pane, or else the pane; what is on its way there is waited for, a few seconds. */
export function focusPane(name: string, tries = 100): void {
  const pane = document.querySelector<HTMLElement>(`[data-pane="${name}"]`);
  const within = ['.cm-content', 'input[type=text]', '[tabindex="0"]'].map((what) =>
    pane?.querySelector<HTMLElement>(what),
  );
  if (tries > 0 && pane?.querySelector('[role=tabpanel]:empty')) setTimeout(focusPane, 50, name, tries - 1);
  else (within.find(Boolean) ?? pane)?.focus();
}

/** The page's keys (experience A4). Input methods never trigger them. */
export function listenToKeys(app: App): () => void {
  const openPalette = (): void => app.show({ dialog: 'palette' });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing || event.defaultPrevented) return;
    const control = event.ctrlKey || event.metaKey;
    if (control && event.key.toLowerCase() === 's') {
      event.preventDefault();
      void copyLink(app);
      return;
    }
    if (control ? event.key.toLowerCase() === 'k' : event.key === 'F1' && !event.shiftKey) {
      event.preventDefault();
      openPalette();
      return;
    }
    if (control && /^[yz]$/i.test(event.key) && !writesIn(event.target)) {
      event.preventDefault();
      const act = event.shiftKey || event.key.toLowerCase() === 'y' ? 'redo' : 'undo';
      void turnHistory(app, act);
      return;
    }
    // not every browser of a phone takes a keyboard's Escape for its way back
    const popover = event.key === 'Escape' && document.querySelector<HTMLElement>(':popover-open');
    if (popover) {
      event.preventDefault();
      popover.hidePopover();
      return;
    }
    if (control || event.altKey || isTaken(event.target, event.key)) return;
    if (document.querySelector('dialog[open]')) return;
    const film = app.store.getState().film ?? app;
    const last = hopsOf(film.store.getState().marks) - 1;
    const { middleView, byRule, explainMore, singleKeys, speed } = app.store.getState();
    if (event.key.length === 1 && !singleKeys) return;
    const toggleView = (view: MiddleView) => () => app.show({ middleView: middleView === view ? 'map' : view });
    const changeSpeed = (by: number) => () => app.prefer({ speed: SPEEDS[SPEEDS.indexOf(speed) + by] ?? speed });
    const acts: Record<string, () => void> = {
      ' ': film.togglePlay,
      k: film.togglePlay,
      ArrowLeft: () => film.step(event.shiftKey ? -10 : -1),
      ArrowRight: () => film.step(event.shiftKey ? 10 : 1),
      ',': () => film.step(-1),
      '.': () => film.step(1),
      '<': () => film.step(-10),
      '>': () => film.step(10),
      '[': changeSpeed(-1),
      ']': changeSpeed(1),
      r: () => app.prefer({ byRule: !byRule }),
      e: () => app.prefer({ explainMore: !explainMore }),
      Home: () => film.seekHop(0),
      End: () => film.seekHop(last),
      '1': () => {
        app.show({ leftTab: 'yaml' });
        setTimeout(focusPane, 50, 'left');
      },
      '2': () => focusPane('middle'),
      '3': () => focusPane('right'),
      '4': () => {
        app.show({ leftTab: 'terminal' });
        setTimeout(focusPane, 50, 'left');
      },
      l: toggleView('ladder'),
      t: toggleView('table'),
      '/': openPalette,
      '?': () => app.show({ dialog: 'keys' }),
      Escape: () => app.select(null),
      F8: () => app.nextProblem(event.shiftKey ? -1 : 1),
    };
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act || (event.key === ' ' && presses(event.target))) return;
    event.preventDefault();
    act();
  };
  addEventListener('keydown', onKeyDown);
  return () => removeEventListener('keydown', onKeyDown);
}
