import { crcOfText } from './crcOfText.ts';
import type { GuardedStorage, Written } from './storage.ts';

/** A scenario that the reader keeps under a name of their own. */
export interface Kept {
  id: string;
  name: string;
  text: string;
  /** Milliseconds since 1970, by the clock of the machine that saved it. */
  saved: number;
}

export interface Library {
  /** All of them, the newest first. */
  all(): Kept[];
  /** Keeps a text under a name, in the place of one that has the same name. */
  keep(name: string, text: string): Written;
  rename(id: string, name: string): Written;
  remove(id: string): void;
  /** All of them as one file. */
  toFile(): string;
  /** Takes in what `toFile` made: how many were new; null when the file is none of ours. */
  fromFile(file: string): { taken: number; written: Written } | null;
}

const SCHEMA = 1;
const PREFIX = 'kubehop.library.';
const LONGEST_NAME = 120;
/** The most scenarios, and characters of each, that a file may bring. */
const MOST = 1000;
const LONGEST_TEXT = 1_000_000;

/** A name as it is kept. */
const stored = (name: string): string => name.trim().slice(0, LONGEST_NAME);

/** What stands in the store or in a file, if it is one of ours and whole. */
function read(value: unknown): Omit<Kept, 'id'> | null {
  if (typeof value !== 'object' || value === null) return null;
  const { name, text, saved } = value as Record<string, unknown>;
  if (typeof name !== 'string' || typeof text !== 'string' || typeof saved !== 'number') return null;
  return { name: name.slice(0, LONGEST_NAME), text, saved };
}

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return null;
  }
};

/** The reader's own scenarios, in the browser's storage, each under a key of its own: tabs do not overwrite each other. */
export function openLibrary(storage: GuardedStorage, now: () => number, newId: () => string): Library {
  const all = (): Kept[] =>
    storage
      .keys()
      .filter((key) => key.startsWith(PREFIX))
      .flatMap((key) => {
        const value = parsed(storage.read(key) ?? '');
        const kept = read(value);
        const { schema, crc } = (value ?? {}) as Record<string, unknown>;
        return kept && schema === SCHEMA && crc === crcOfText(kept.text)
          ? [{ id: key.slice(PREFIX.length), ...kept }]
          : [];
      })
      .sort((a, b) => b.saved - a.saved || a.name.localeCompare(b.name));

  const write = (id: string, name: string, text: string, saved: number): Written =>
    storage.write(
      `${PREFIX}${id}`,
      JSON.stringify({ schema: SCHEMA, name: stored(name), saved, crc: crcOfText(text), text }),
    );

  return {
    all,
    keep(name, text) {
      const same = all().find((one) => one.name === name.trim());
      return write(same?.id ?? newId(), name, text, now());
    },
    rename(id, name) {
      const kept = all().find((one) => one.id === id);
      return kept ? write(id, name, kept.text, kept.saved) : 'closed';
    },
    remove: (id) => storage.remove(`${PREFIX}${id}`),
    toFile: () =>
      `${JSON.stringify({ kubehop: 'library', schema: SCHEMA, scenarios: all().map(({ name, text, saved }) => ({ name, text, saved })) }, null, 2)}\n`,
    fromFile(file) {
      const { kubehop, schema, scenarios } = (parsed(file) ?? {}) as Record<string, unknown>;
      if (kubehop !== 'library' || schema !== SCHEMA || !Array.isArray(scenarios)) return null;
      const there = all();
      const known = new Set(there.map(({ name, text }) => `${name}\n${text}`));
      // the newest of a name comes first, and counts
      const ids = new Map(there.toReversed().map(({ name, id }) => [name, id]));
      const fresh = scenarios
        .slice(0, MOST)
        .flatMap((value) => read(value) ?? [])
        .filter(({ name, text }) => text.length <= LONGEST_TEXT && !known.has(`${name}\n${text}`));
      let written: Written = 'saved';
      let taken = 0;
      for (const { name, text, saved } of fresh) {
        // what is there under the same name stays: the one from the file comes beside it
        const own = ids.has(name) ? `${name} (${new Date(saved).toISOString().slice(0, 10)})` : name;
        const id = ids.get(own.trim()) ?? newId();
        written = write(id, own, text, saved);
        if (written !== 'saved') break;
        ids.set(stored(own), id);
        taken++;
      }
      return { taken, written };
    },
  };
}
