import { type Command, fail, succeed } from '../Command.ts';
import { getopt } from '../options.ts';
import { readUrl, REASONS, request } from './http.ts';
import { notFound } from './notFound.ts';
import { KILLED, RUN_LIMIT_SECONDS } from './placeIn.ts';

const LONG = {
  quiet: 'q',
  'output-document': 'O',
  timeout: 'T',
  tries: 't',
  spider: '0',
  'server-response': 'S',
  'no-verbose': 'n',
};

/** `wget -qO- URL`: the body of the answer. */
export const wget: Command = (context, args) => {
  const { options, words, wrong } = getopt(args, 'qnS0O:T:t:', LONG);
  if (wrong !== undefined) return fail(`wget: unrecognized option '${wrong}'\n`, 2);
  const url = readUrl(words[0] ?? '');
  if (!url) return fail('wget: missing URL\nUsage: wget [OPTION]... [URL]...\n', 1);
  const quiet = options.has('q');
  const say = (text: string) => (quiet ? '' : text);
  const result = request(context, url);
  const patience = Number(options.get('T')?.at(-1) ?? 0) || RUN_LIMIT_SECONDS;
  switch (result.kind) {
    case 'unresolved':
      if (Math.min(notFound(context, url.host).waited, patience) >= RUN_LIMIT_SECONDS) return KILLED;
      return fail(say(`wget: unable to resolve host address '${url.host}'\n`), 4);
    case 'refused':
      return fail(say(`Connecting to ${url.host}:${url.port}... failed: Connection refused.\n`), 4);
    case 'unreachable':
      return fail(say(`Connecting to ${url.host}:${url.port}... failed: No route to host.\n`), 4);
    case 'empty':
      return fail(say('HTTP request sent, awaiting response... No data received.\n'), 4);
    case 'timeout': {
      const seconds = Number(options.get('T')?.at(-1) ?? 0) * Number(options.get('t')?.at(-1) ?? 20);
      if (seconds === 0 || seconds >= RUN_LIMIT_SECONDS) return KILLED;
      return fail(say(`Connecting to ${url.host}:${url.port}... failed: Connection timed out.\n`), 4);
    }
    case 'answer': {
      const { status, headers, body } = result.answer;
      const told = [
        `HTTP/1.1 ${status} ${REASONS[status] ?? ''}`,
        ...headers.map(([name, text]) => `${name}: ${text}`),
      ];
      const response = options.has('S') ? told.map((line) => `  ${line}\n`).join('') : '';
      if (status >= 400) return fail(response + say(`ERROR ${status}.\n`), 8);
      if (options.has('0')) return succeed('', response);
      const to = options.get('O')?.at(-1);
      if (to === '-' || to === '/dev/stdout') return succeed(body, response);
      if (to === '/dev/null') return succeed('', response);
      return fail('wget: no file is written in a simulation: say -O -\n', 3);
    }
  }
};
