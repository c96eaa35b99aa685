/** What the embedding page may ask for. */
export type HostCommand =
  | { type: 'play' | 'pause' | 'getState' }
  /** A hop, from 1. */
  | { type: 'seek'; hop: number }
  | { type: 'setTheme'; theme: 'auto' | 'light' | 'dark' }
  /** A language tag (BCP 47); '' for the reader's own. */
  | { type: 'setLang'; tag: string }
  /** Another scenario, as YAML. */
  | { type: 'load'; yaml: string };

export interface EmbedState {
  hop: number;
  hops: number;
  playing: boolean;
}

/** Characters of a language tag: more than any registered one has. */
const LONGEST_TAG = 35;

const commandsASecond = 20;
/** Characters of a scenario in a message. */
const LONGEST = 1 << 20;

/** Reads `{ns: 'kubehop', v: 1, type, payload?}`; null for everything else. */
export function readCommand(data: unknown): HostCommand | null {
  if (typeof data !== 'object' || data === null) return null;
  const { ns, v, type, payload } = data as Record<string, unknown>;
  if (ns !== 'kubehop' || v !== 1) return null;
  if (type === 'play' || type === 'pause' || type === 'getState') return { type };
  if (type === 'seek') return Number.isInteger(payload) && Number(payload) >= 1 ? { type, hop: Number(payload) } : null;
  if (type === 'load') {
    return typeof payload === 'string' && payload.length <= LONGEST ? { type, yaml: payload } : null;
  }
  if (type === 'setLang') {
    return typeof payload === 'string' && payload.length <= LONGEST_TAG ? { type, tag: payload } : null;
  }
  if (type === 'setTheme') {
    return payload === 'auto' || payload === 'light' || payload === 'dark' ? { type, theme: payload } : null;
  }
  return null;
}

/** Lets at most twenty commands a second through. `now` is an argument, in milliseconds. */
export function commandLimit(): (now: number) => boolean {
  let passed: number[] = [];
  return (now) => {
    passed = passed.filter((t) => now - t < 1000);
    if (passed.length >= commandsASecond) return false;
    passed.push(now);
    return true;
  };
}

export interface HostLine {
  /** Tells the host, once it has spoken and is known, where the picture is. */
  step(state: EmbedState): void;
  /** Tells it, likewise, why there is no picture, or what is wrong with the text, in the reader's language. */
  error(message: string): void;
  /** Tells anyone how high the frame would like to be, in pixels: a number, and nothing else. */
  resize(height: number): void;
}

/**
 * The line to the embedding page. Only the parent frame is heard, and only the origin that spoke is answered; `ready`
 * and `resize` go to anyone, because they carry nothing but a number.
 */
export function listenToHost(window: Window, obey: (command: HostCommand) => EmbedState | null): HostLine {
  const { parent } = window;
  let host = '';
  const allowed = commandLimit();
  const tell = (type: string, payload: unknown, id?: unknown): void => {
    const known = typeof id === 'string' || typeof id === 'number';
    if (host) parent.postMessage({ ns: 'kubehop', v: 1, type, payload, ...(known ? { id } : {}) }, host);
  };
  if (parent === window) return { step: () => {}, error: () => {}, resize: () => {} };
  window.addEventListener('message', (event) => {
    if (event.source !== parent) return;
    const command = readCommand(event.data);
    if (!command || !allowed(event.timeStamp)) return;
    // A page of an opaque origin cannot be answered by name, so it is not answered.
    host = event.origin === 'null' ? '' : event.origin;
    const state = obey(command);
    if (state) tell('state', state, (event.data as { id?: unknown }).id);
  });
  parent.postMessage({ ns: 'kubehop', v: 1, type: 'ready' }, '*');
  return {
    step: (state) => tell('step', state),
    error: (message) => tell('error', message),
    resize: (height) => parent.postMessage({ ns: 'kubehop', v: 1, type: 'resize', payload: height }, '*'),
  };
}
