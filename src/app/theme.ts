import { local } from './storage.ts';

export type ThemeChoice = 'auto' | 'light' | 'dark';

const KEY = 'kubehop.theme'; // public/theme.js reads it before the first paint
const dark = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)');

export function storedTheme(): ThemeChoice {
  const word = local.read(KEY);
  return word === 'light' || word === 'dark' ? word : 'auto';
}

/** Shows a theme and keeps the choice. */
export function applyTheme(choice: ThemeChoice): void {
  if (choice === 'auto') local.remove(KEY);
  else local.write(KEY, choice);
  show(choice);
}

function show(choice: ThemeChoice): void {
  const shown = choice === 'auto' ? (dark().matches ? 'dark' : 'light') : choice;
  document.documentElement.dataset['theme'] = shown;
}

/** Follows the system while the choice is `auto`. */
export function followSystem(choice: () => ThemeChoice): () => void {
  const query = dark();
  const follow = (): void => {
    if (choice() === 'auto') show('auto');
  };
  query.addEventListener('change', follow);
  return () => query.removeEventListener('change', follow);
}
