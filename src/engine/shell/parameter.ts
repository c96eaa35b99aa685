import { NotSimulated, type Parameter } from './parseLine.ts';

/** What `${NAME…}` becomes (dash(1): Parameter Expansion); `word` is what stands behind the operator, when it is needed. */
export function parameter(value: string | undefined, { operator }: Parameter, word: () => string): string {
  const isSet = operator.startsWith(':') ? value !== undefined && value !== '' : value !== undefined;
  switch (operator.at(-1)) {
    case '-':
      return isSet ? (value ?? '') : word();
    case '+':
      return isSet ? word() : '';
    case '#':
      return (value ?? '').slice(cut(value ?? '', word(), operator === '##'));
    case '%': {
      const backwards = reversed(value ?? '');
      return reversed(backwards.slice(cut(backwards, word(), operator === '%%', true)));
    }
    default:
      throw new NotSimulated(`\${…${operator}…} is not simulated`);
  }
}

const reversed = (text: string): string => [...text].reverse().join('');

/** How much of the start of a text a pattern matches, as little as possible or as much: 0 where it does not. */
function cut(text: string, pattern: string, longest: boolean, backwards = false): number {
  if (pattern.includes('[')) throw new NotSimulated('a pattern with [ is not simulated here');
  const source = [...(backwards ? reversed(pattern) : pattern)].map((letter) => {
    if (letter === '*') return longest ? '[^]*' : '[^]*?';
    return letter === '?' ? '[^]' : letter.replace(/[\\^$.|+()\]{}/]/, '\\$&');
  });
  return new RegExp(`^(?:${source.join('')})`).exec(text)?.[0].length ?? 0;
}
