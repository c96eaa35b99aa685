/**
 * Reads short options as getopt does: `spec` is `ab:c::` (b takes a value, c only one that is joined to it); long ones are
 * given with `=`.
 */
export function getopt(
  args: readonly string[],
  spec: string,
  long: Record<string, string> = {},
): { options: Map<string, string[]>; words: string[]; wrong?: string } {
  const options = new Map<string, string[]>();
  const words: string[] = [];
  const add = (name: string, value: string) => options.set(name, [...(options.get(name) ?? []), value]);
  const isJoined = (letter: string): boolean => spec.startsWith('::', spec.indexOf(letter) + 1);
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '--') {
      words.push(...args.slice(i + 1));
      break;
    }
    if (arg.startsWith('--')) {
      const equals = arg.indexOf('=');
      const name = equals < 0 ? arg.slice(2) : arg.slice(2, equals);
      const letter = Object.hasOwn(long, name) ? long[name] : undefined;
      if (letter === undefined) return { options, words, wrong: arg };
      const takes = spec[spec.indexOf(letter) + 1] === ':';
      if (!takes) add(letter, '');
      else if (equals >= 0) add(letter, arg.slice(equals + 1));
      else add(letter, isJoined(letter) ? '' : (args[++i] ?? ''));
    } else if (arg.startsWith('-') && arg.length > 1) {
      for (let j = 1; j < arg.length; j++) {
        const letter = arg[j] ?? '';
        const at = spec.indexOf(letter);
        if (at < 0 || letter === ':') return { options, words, wrong: `-${letter}` };
        if (spec[at + 1] !== ':') {
          add(letter, '');
          continue;
        }
        add(letter, arg.slice(j + 1) || (isJoined(letter) ? '' : (args[++i] ?? '')));
        break;
      }
    } else words.push(arg);
  }
  return { options, words };
}

/** The lines of a text, without the end of the last one. */
export const linesOf = (text: string): string[] => {
  if (text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
};

export const joinLines = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
