import { base64 as encoded, fromBase64 } from '../../admit/config.ts';
import { fromUtf8 } from '../../utf8.ts';
import { type Command, fail, succeed } from '../Command.ts';
import { getopt } from '../options.ts';
import { inputOf } from './input.ts';

const HINT = "Try 'base64 --help' for more information.\n";

/** `base64 [-d] [-i] [-w COLUMNS] [FILE]` */
export const base64: Command = (context, args, stdin) => {
  const { options, words, wrong } = getopt(args, 'diw:', { decode: 'd', 'ignore-garbage': 'i', wrap: 'w' });
  if (wrong !== undefined)
    return fail(
      wrong.startsWith('--')
        ? `base64: unrecognized option '${wrong}'\n${HINT}`
        : `base64: invalid option -- '${wrong.slice(1)}'\n${HINT}`,
    );
  const [file, extra] = words;
  if (extra !== undefined) return fail(`base64: extra operand '${extra}'\n${HINT}`);
  const columns = options.get('w')?.at(-1) ?? '76';
  if (!/^\d+$/.test(columns)) return fail(`base64: invalid wrap size: '${columns}'\n`);
  const { text, stderr } = inputOf(context, 'base64', file === undefined ? [] : [file], stdin);
  if (stderr !== '') return fail(stderr);
  if (options.has('d')) return decoded(text.replaceAll(options.has('i') ? /[^A-Za-z0-9+/=]/g : '\n', ''));
  const letters = encoded(text);
  if (Number(columns) === 0 || letters === '') return succeed(letters);
  return succeed((letters.match(new RegExp(`.{1,${columns}}`, 'g')) ?? []).map((line) => `${line}\n`).join(''));
};

/** Four letters at a time, up to what is none. */
function decoded(text: string): ReturnType<typeof succeed> {
  const [good = ''] = /^(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)*/.exec(text) ?? [];
  const rest = text.slice(good.length);
  const [begun = ''] = /^[A-Za-z0-9+/]{0,3}/.exec(rest) ?? [];
  // padding ends what comes before it
  const pieces = `${good}${begun}`.split(/(?<==)(?!=)/);
  const stdout = fromUtf8(pieces.map(fromBase64).join(''));
  return rest === '' ? succeed(stdout) : { stdout, stderr: 'base64: invalid input\n', exit: 1 };
}
