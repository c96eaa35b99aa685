import { startServiceWorker } from '../worker/createWorker.ts';
import type { App } from './app.ts';

/** A build that is older than the site is noticed at least this often, in a tab that stays open. */
const LOOK = 60 * 60 * 1000;

/**
 * Keeps the page for times without a network. A newer build is fetched beside it and then offered; the page is never
 * loaded anew under the reader. Not in a frame, which belongs to its host's site, and not where there is no such thing.
 */
export async function keepOffline(app: App): Promise<void> {
  const { serviceWorker } = navigator;
  const registration = await startServiceWorker(new URL('sw.js', document.baseURI).href);
  // the first build replaces nothing
  const offer = (): void => {
    const { waiting } = registration;
    if (waiting && serviceWorker.controller) app.store.setState({ update: () => takeOver(app, waiting) });
  };
  const watch = (): void => registration.installing?.addEventListener('statechange', offer);
  offer();
  watch(); // one may be on its way already
  registration.addEventListener('updatefound', watch);
  setInterval(() => void registration.update().catch(() => null), LOOK);
}

/** The reader wants the new build: the draft is saved, the new build takes over, the page is loaded anew. */
function takeOver(app: App, waiting: ServiceWorker): void {
  app.flush();
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  waiting.postMessage('take-over');
}
