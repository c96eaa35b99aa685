const HAN = '[\\u3400-\\u9fff]';
/** What stands like a Latin word: letters, numbers, addresses, quoted field names, brackets around them. */
const LATIN = '[A-Za-z0-9`(\\[+<]';
const LATIN_END = '[A-Za-z0-9`)\\]%+>]';

const hanThenLatin = new RegExp(`(${HAN})(?=${LATIN})`, 'g');
const latinThenHan = new RegExp(`(${LATIN_END})(?=${HAN})`, 'g');
const hanThenHan = new RegExp(`(${HAN}) +(?=${HAN})`, 'g');

/**
 * A Chinese text with values in it, set as Chinese is: one blank between Chinese and Latin, none between Chinese
 * and Chinese, whichever of the two a value is. cn`${who}把它转发给 ${to}。`
 */
export function cn(texts: TemplateStringsArray, ...values: (string | number)[]): string {
  const text = texts.reduce((whole, part, i) => `${whole}${values[i - 1] ?? ''}${part}`);
  return text.replace(hanThenHan, '$1').replace(hanThenLatin, '$1 ').replace(latinThenHan, '$1 ');
}
