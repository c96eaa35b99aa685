import type { Said, Texts } from '../model/Message.ts';

/** What was said, in the language of these texts. */
export function saying<Args>(texts: Texts<Args>, [id, ...args]: Said<Args>): string {
  const text = texts[id] as (...args: unknown[]) => string;
  return text(...args);
}
