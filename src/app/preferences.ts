import { local } from './storage.ts';

/** What the reader chose for every scenario, kept in the browser. */
export interface Preferences {
  speed: number;
  loop: boolean;
  byRule: boolean;
  /** The picture keeps the moving packet in view. */
  follow: boolean;
  /** Jump instead of move, also where the system does not ask for it. */
  lessMotion: boolean;
  /** Keys without Ctrl: WCAG 2.1.4 wants them to be switched off. */
  singleKeys: boolean;
  /** The inspector explains its terms in sentences; otherwise it only names them. */
  explainMore: boolean;
}

export const defaultPreferences: Preferences = {
  speed: 1,
  loop: false,
  byRule: false,
  follow: true,
  lessMotion: false,
  singleKeys: true,
  explainMore: false,
};

export const SPEEDS: readonly number[] = [0.25, 0.5, 1, 2, 4, 8];

const KEY = 'kubehop.preferences';

/** Anything may stand in the storage: what cannot be read is as if it had not been chosen. */
export function storedPreferences(): Preferences {
  const preferences: Record<string, unknown> = { ...defaultPreferences };
  try {
    const stored: unknown = JSON.parse(local.read(KEY) ?? '{}');
    for (const [name, otherwise] of Object.entries(defaultPreferences)) {
      const value = (stored as Record<string, unknown>)[name];
      if (typeof value === typeof otherwise && (name !== 'speed' || SPEEDS.includes(value as number)))
        preferences[name] = value;
    }
  } catch {
    // not ours
  }
  return preferences as unknown as Preferences;
}

/** The preferences among a larger state. */
export const preferencesOf = (state: Preferences): Preferences =>
  Object.fromEntries(
    Object.keys(defaultPreferences).map((name) => [name, state[name as keyof Preferences]]),
  ) as unknown as Preferences;

export const keepPreferences = (state: Preferences): void =>
  void local.write(KEY, JSON.stringify(preferencesOf(state)));
