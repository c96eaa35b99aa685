/**
 * What the shell's `read` makes of its input: the first line, cut at the characters of IFS into so many values, the last of
 * which takes what is left. A backslash keeps the next character, or joins the next line, unless the input is raw.
 */
export function readLine(
  input: string,
  count: number,
  { isRaw, blanks }: { isRaw: boolean; blanks: string },
): { values: string[]; rest: string; isWhole: boolean } {
  // each character, and whether a backslash keeps it
  const line: [c: string, kept: boolean][] = [];
  let i = 0;
  for (; i < input.length && input[i] !== '\n'; i++) {
    if (isRaw || input[i] !== '\\') line.push([input[i] ?? '', false]);
    else if (input[++i] !== '\n' && i < input.length) line.push([input[i] ?? '', true]);
  }
  const isSpace = (at: number): boolean => cuts(at) && /\s/.test(line[at]?.[0] ?? '');
  const cuts = (at: number): boolean => {
    const [c, kept] = line[at] ?? ['', true];
    return !kept && c !== '' && blanks.includes(c);
  };
  const textOf = (from: number, to: number): string =>
    line
      .slice(from, to)
      .map(([c]) => c)
      .join('');
  let end = line.length;
  while (end > 0 && isSpace(end - 1)) end--;
  const values: string[] = [];
  let at = 0;
  while (at < end && isSpace(at)) at++;
  while (at < end && values.length < count - 1) {
    const from = at;
    while (at < end && !cuts(at)) at++;
    values.push(textOf(from, at));
    while (at < end && isSpace(at)) at++;
    if (at < end && cuts(at) && !isSpace(at)) at++;
    while (at < end && isSpace(at)) at++;
  }
  // a mark behind the last value ends it, unless there is another in it
  let marks = 0;
  for (let one = at; one < end; one++) if (cuts(one) && !isSpace(one)) marks++;
  const ends = marks === 1 && cuts(end - 1) ? 1 : 0;
  values.push(textOf(at, end - ends));
  return { values, rest: input.slice(i + 1), isWhole: i < input.length };
}
