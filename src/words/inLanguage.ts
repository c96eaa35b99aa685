import type { Told } from '../model/Scenario.ts';
import type { Language } from './language.ts';

/** What a scenario's author says, in the reader's language if there is such a text, else in English or whatever there is. */
export function inLanguage(told: Told, language: Language): string {
  if (typeof told === 'string') return told;
  return told[language] ?? told['en'] ?? Object.values(told)[0] ?? '';
}
