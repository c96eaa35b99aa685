import analysisUrl from './analysis.worker.ts?worker&url';
import assistUrl from './assist.worker.ts?worker&url';
import simulationUrl from './simulation.worker.ts?worker&url';
import terminalUrl from './terminal.worker.ts?worker&url';

/** The part of a Worker that the client uses; tests bring their own. */
export interface WorkerLike {
  postMessage(message: unknown): void;
  terminate(): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
  addEventListener(type: 'error', listener: (event: Event) => void): void;
}

const scripts = {
  simulation: new URL(simulationUrl, import.meta.url).href,
  analysis: new URL(analysisUrl, import.meta.url).href,
  assist: new URL(assistUrl, import.meta.url).href,
  terminal: new URL(terminalUrl, import.meta.url).href,
};
const ownUrls = new Set<string>(Object.values(scripts));
const ownBlobs = new Set<string>();

/** A script of the site that this page is of; anything else throws. */
function ownScript(script: string): string {
  if (new URL(script).origin !== new URL(import.meta.url).origin)
    throw new TypeError('kubehop-worker: a foreign script');
  return script;
}

/**
 * The page's only Trusted Types policy. It passes the engine's scripts and blobs that were made here, and
 * refuses everything else.
 */
const policy =
  typeof trustedTypes === 'undefined'
    ? null
    : trustedTypes.createPolicy('kubehop-worker', {
        createScriptURL(url) {
          if (ownUrls.has(url) || ownBlobs.has(url)) return url;
          throw new TypeError('kubehop-worker: not a worker of this page');
        },
      });

// The DOM library knows no TrustedScriptURL as an argument of Worker.
const trusted = (url: string): string => (policy ? (policy.createScriptURL(url) as unknown as string) : url);

/**
 * A frame sandboxed without `allow-same-origin` has an opaque origin: a worker by URL is a SecurityError
 * there and a module worker from a blob does not start, but a classic one does. A worker's script
 * is one file without imports, so it runs as a classic script too.
 */
async function createFromBlob(script: string): Promise<WorkerLike> {
  const response = await fetch(script);
  if (!response.ok) throw new Error(`the engine's script answered ${response.status}`);
  const blob = URL.createObjectURL(new Blob([await response.text()], { type: 'text/javascript' }));
  ownBlobs.add(blob);
  return new Worker(trusted(blob));
}

async function start(script: string, name: string): Promise<WorkerLike> {
  try {
    return new Worker(trusted(script), { type: 'module', name });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'SecurityError') return createFromBlob(script);
    throw error;
  }
}

/** Starts the worker that calculates. */
export const createWorker = (): Promise<WorkerLike> => start(scripts.simulation, 'kubehop-engine');

/** Starts the worker that runs the terminal's commands. */
export const createTerminalWorker = (): Promise<WorkerLike> => start(scripts.terminal, 'kubehop-terminal');

/** Starts the worker that answers what is asked beside the picture. */
export const createAnalysisWorker = (): Promise<WorkerLike> => start(scripts.analysis, 'kubehop-analysis');

/** Starts the worker that helps with typing. */
export const createAssistWorker = (): Promise<WorkerLike> => start(scripts.assist, 'kubehop-assist');

/** Lets a service worker of this site look after it. */
export function startServiceWorker(script: string): Promise<ServiceWorkerRegistration> {
  ownUrls.add(ownScript(script));
  return navigator.serviceWorker.register(trusted(script));
}

/** Starts another worker of this build, whose script only its own part of the page knows. */
export function startOwn(script: string, name: string): Promise<WorkerLike> {
  ownUrls.add(ownScript(script));
  return start(script, name);
}
