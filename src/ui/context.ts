import { createContext, use, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import type { App } from '../app/app.ts';
import type { Film } from '../app/film.ts';
import type { AppState } from '../app/store.ts';
import type { Playback } from '../scene/playback.ts';
import type { Catalog } from '../words/en.ts';
import type { Language } from '../words/language.ts';

export const AppContext = createContext<App | null>(null);

/** What a person can do. */
export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('useApp outside of the page');
  return app;
}

/** A part of the page's state; the component is drawn again when that part changes. */
export const useAppState = <T>(select: (state: AppState) => T): T => useStore(useApp().store, select);

/** What the player plays: the connection, or what a view lends it. */
export function useFilm(): Film {
  const app = useApp();
  return useAppState((s) => s.film) ?? app;
}

/** A part of its state. */
export const useFilmState = <T>(select: (state: Playback) => T): T => useStore(useFilm().store, select);

/** What the page says, in the language that is chosen. */
export const useWords = (): Catalog => useAppState((s) => s.words);

/** A part of it that is loaded when it is first asked for (`words/parts.ts`). */
export const usePart = <T>(load: (language: Language) => Promise<T>): T => use(load(useAppState((s) => s.language)));

/** All of it, and such a part under its name. */
export function useWordsWith<Part extends string, T>(
  part: Part,
  load: (language: Language) => Promise<T>,
): Catalog & Record<Part, T> {
  const words = useWords();
  const more = usePart(load);
  return useMemo(() => ({ ...words, [part]: more }) as Catalog & Record<Part, T>, [words, part, more]);
}
