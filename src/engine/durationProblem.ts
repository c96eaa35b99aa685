import { quote } from './parse/goQuote.ts';

/** Why a text is no duration (Go: time.ParseDuration); undefined for one. */
export function durationProblem(text: string): string | undefined {
  let rest = text.replace(/^[-+]/, '');
  if (rest === '0') return undefined;
  const bad = `time: invalid duration ${quote(text)}`;
  if (rest === '') return bad;
  while (rest !== '') {
    const [all = '', unit = ''] = /^(?:\d+\.?\d*|\.\d+)([^.\d]*)/.exec(rest) ?? [];
    if (all === '') return bad;
    if (unit === '') return `time: missing unit in duration ${quote(text)}`;
    if (!['ns', 'us', 'µs', 'μs', 'ms', 's', 'm', 'h'].includes(unit))
      return `time: unknown unit ${quote(unit)} in duration ${quote(text)}`;
    rest = rest.slice(all.length);
  }
  return undefined;
}
