import type { RefObject } from 'react';

/** The tab of a bar whose panel is shown. */
export const chosenTab = (bar: HTMLElement | null): HTMLElement | null | undefined =>
  bar?.querySelector<HTMLElement>('[aria-selected=true]');

/** Gives it the focus as soon as the tabs are drawn anew. */
export const focusChosenTab = (bar: RefObject<HTMLElement | null>): void =>
  void requestAnimationFrame(() => chosenTab(bar.current)?.focus());
