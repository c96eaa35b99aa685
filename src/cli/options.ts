import { UsageError } from './UsageError.ts';

export interface Parsed {
  values: Record<string, string>;
  words: string[];
  /** What follows `--`. */
  rest: string[];
}

/** Reads options that each take a value; `names` maps a spelling to the option's name. */
export function readOptions(args: string[], names: Record<string, string>): Parsed {
  const parsed: Parsed = { values: {}, words: [], rest: [] };
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '--') {
      parsed.rest = args.slice(i + 1);
      break;
    }
    if (!arg.startsWith('-') || arg === '-') {
      parsed.words.push(arg);
      continue;
    }
    const equals = arg.startsWith('--') ? arg.indexOf('=') : -1;
    const flag = equals < 0 ? arg : arg.slice(0, equals);
    const name = names[flag];
    if (!name) throw new UsageError(`there is no option "${flag}"`);
    const value = equals < 0 ? args[++i] : arg.slice(equals + 1);
    if (value === undefined) throw new UsageError(`option "${flag}" needs a value`);
    parsed.values[name] = value;
  }
  return parsed;
}

/** Whether `-o json` was given. Any other format is a mistake. */
export function wantsJson(values: Record<string, string>): boolean {
  const { output } = values;
  if (output !== undefined && output !== 'json') throw new UsageError(`output is json or nothing, not "${output}"`);
  return output === 'json';
}
