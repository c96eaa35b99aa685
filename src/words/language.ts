/** The languages that the page speaks, each by its own name. */
export const LANGUAGES = { en: 'English', 'zh-CN': '简体中文' } as const;

export type Language = keyof typeof LANGUAGES;

/**
 * The first of many wishes that can be met, as language tags (BCP 47): any English is English, any Chinese is
 * simplified Chinese, which is better than none. Wishes come from links and browsers: anything may stand there.
 */
export function languageOf(wishes: readonly (string | null | undefined)[]): Language {
  for (const wish of wishes) {
    const [primary] = (wish ?? '').toLowerCase().split('-', 1);
    if (primary === 'zh') return 'zh-CN';
    if (primary === 'en') return 'en';
  }
  return 'en';
}
