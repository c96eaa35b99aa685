import { createRoot } from 'react-dom/client';
import { createApp } from '../app/app.ts';
import { runClock } from '../app/clock.ts';
import { openDrafts } from '../app/drafts.ts';
import { type Engine, startAnalysis, startAssist, startTerminal } from '../app/engines.ts';
import { preferredLanguage } from '../app/language.ts';
import { local, session } from '../app/storage.ts';
import { followSystem, storedTheme } from '../app/theme.ts';
import { AppContext } from './context.ts';
import { REDUCED_MOTION } from './kit/useMedia.ts';
import '../paint/tokens.css';
import './base.css';
import './print.css';
import { Page } from './Page.tsx';

/** Under which this tab's draft is kept; a reload goes on with the same one. */
const TAB = 'kubehop.tab';

function tabId(resume: boolean): string {
  const held = resume ? session.read(TAB) : null;
  if (held) return held;
  const id = `${Date.now().toString(36)}${Math.floor(Math.random() * 1e6).toString(36)}`;
  session.write(TAB, id);
  return id;
}

/** A tab that was duplicated has its original's mark: whoever comes second takes another one. */
async function claimTab(leave: () => void): Promise<void> {
  const id = session.read(TAB);
  await navigator.locks
    ?.request(`${TAB}.${id}`, { ifAvailable: true }, (lock) => {
      if (!lock) leave();
      return lock && new Promise(() => {}); // as long as the tab is open
    })
    .catch(() => null);
}

/** Starts the page, with an engine that has been started before it. */
export async function mountApp(root: HTMLElement, engine: Engine): Promise<void> {
  let terminal: ReturnType<typeof startTerminal> | undefined;
  let analysis: ReturnType<typeof startAnalysis> | undefined;
  let assist: ReturnType<typeof startAssist> | undefined;
  const motion = matchMedia(REDUCED_MOTION);
  const app = createApp({
    engine,
    terminal: () => (terminal ??= startTerminal()),
    analysis: () => (analysis ??= startAnalysis()),
    assist: () => (assist ??= startAssist()),
    openDrafts: (resume) => openDrafts(local, tabId(resume), Date.now),
    reducedMotion: () => motion.matches,
    location,
  });
  app.store.setState({ theme: storedTheme() });
  followSystem(() => app.store.getState().theme);
  runClock(app.store, app.reducedMotion, (state, before) => state.text !== before.text);
  addEventListener('hashchange', app.openAddress);
  addEventListener('pagehide', app.flush);
  void claimTab(app.leaveDraft);
  app.start();
  await app.speak(preferredLanguage(location.search, navigator.languages));
  createRoot(root).render(
    <AppContext value={app}>
      <Page />
    </AppContext>,
  );
  if (import.meta.env.PROD && top === window && 'serviceWorker' in navigator)
    setTimeout(
      () => void import('../app/offline.ts').then(({ keepOffline }) => keepOffline(app)).catch(() => null),
      3000,
    );
}
