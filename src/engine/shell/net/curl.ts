import { resolveName } from '../../discovery/resolve.ts';
import { canonicalIp, familyOf, hostOf, withPort } from '../../net/ip.ts';
import { Resolver } from '../../trace/reach.ts';
import { type Command, fail, type ShellContext } from '../Command.ts';
import type { CommandResult } from '../../../model/Scenario.ts';
import { askedAddress } from '../../trace/askedAddress.ts';
import { getopt } from '../options.ts';
import { type HttpAnswer, type HttpResult, type HttpUrl, readUrl, REASONS, request } from './http.ts';
import { notFound } from './notFound.ts';
import { KILLED, placeIn, RUN_LIMIT_SECONDS } from './placeIn.ts';

const SPEC = 'sSfikIvLgG46#qaNo:w:m:H:X:d:A:u:x:e:b:c:r:0:1:2:3:5:7:8:9';
const LONG: Record<string, string> = {
  silent: 's',
  'show-error': 'S',
  fail: 'f',
  include: 'i',
  insecure: 'k',
  head: 'I',
  verbose: 'v',
  location: 'L',
  ipv4: '4',
  ipv6: '6',
  output: 'o',
  'write-out': 'w',
  'max-time': 'm',
  header: 'H',
  request: 'X',
  data: 'd',
  'user-agent': 'A',
  user: 'u',
  proxy: 'x',
  'connect-timeout': '0',
  retry: '1',
  'retry-delay': '2',
  interface: '3',
  'local-port': '5',
  resolve: '7',
  'connect-to': '8',
  'no-progress-meter': 's',
  noproxy: 'r',
  'fail-with-body': '9',
  get: 'G',
  globoff: 'g',
  'no-buffer': 'N',
  referer: 'e',
  cookie: 'b',
  'data-raw': 'd',
  'data-binary': 'd',
  'data-urlencode': 'd',
  json: 'd',
  // what changes nothing that is seen here
  compressed: 'q',
  disable: 'q',
  'http1.1': 'q',
  'path-as-is': 'q',
  'progress-bar': '#',
  'retry-all-errors': 'q',
  'retry-connrefused': 'q',
  'tcp-nodelay': 'q',
  'keepalive-time': '2',
  'max-redirs': '2',
  'retry-max-time': '2',
};

/** `curl URL…` over HTTP: a Pod answers `NAME sees ADDRESS`. */
export const curl: Command = (context, args) => {
  const { options, words, wrong } = getopt(args, SPEC, LONG);
  if (wrong !== undefined)
    return fail(
      `curl: option ${wrong}: is unknown\ncurl: try 'curl --help' or 'curl --manual' for more information\n`,
      2,
    );
  if (words.length === 0) {
    const why = args.length === 0 ? '' : 'curl: no URL specified!\n';
    return fail(`${why}curl: try 'curl --help' or 'curl --manual' for more information\n`, 2);
  }
  const all = { stdout: '', stderr: '', exit: 0, mixed: '' };
  for (const [i, word] of words.entries()) {
    const one = fetch(context, word, options, options.get('o')?.[i] ?? '-');
    // what it fetched it writes at the end of each
    all.mixed += one.stderr + one.stdout;
    all.stdout += one.stdout;
    all.stderr += one.stderr;
    all.exit = one.exit;
    if (one.exit === 124) break;
  }
  return all;
};

type Options = Map<string, string[]>;

const last = (options: Options, letter: string): string | undefined => options.get(letter)?.at(-1);

function fetch(context: ShellContext, word: string, options: Options, output: string): CommandResult {
  const method =
    last(options, 'X') ?? (options.has('I') ? 'HEAD' : options.has('d') && !options.has('G') ? 'POST' : 'GET');
  const quiet = options.has('s') && !options.has('S');
  const failure = (exit: number, message: string, took = 0, tried?: readonly string[]): CommandResult => {
    const told = options.has('v') && tried ? [...tried, message, 'Closing connection 0'] : [];
    return {
      stdout: written(last(options, 'w'), method, url, undefined, undefined, took, { exit, message }),
      stderr: told.map((line) => `* ${line}\n`).join('') + (quiet ? '' : `curl: (${exit}) ${message}\n`),
      exit,
    };
  };
  const url = readUrl(word);
  if (!url) return failure(3, 'URL using bad/illegal format or missing URL');
  if (/^\w+:\/\//.test(word) && !/^https?:/i.test(word))
    return failure(1, `Protocol "${word.slice(0, word.indexOf(':'))}" not supported or disabled in libcurl`);
  const peer = { ...url, ...connectTo(url, options.get('8') ?? []) };
  const known = addressesFor(context, peer, options);
  // of a name with IPv6 alone, the resolver has nothing for `-4`; one with IPv4 alone it finds for `-6`, and curl cannot use it
  if (known?.length === 0 && options.has('4') && canonicalIp(peer.host) === null)
    return failure(6, `Could not resolve host: ${peer.host}`);
  if (known?.length === 0) return failure(7, "Couldn't connect to server");
  // `--local-port 4000-4010`: the first that is free, and none is taken
  const result = request(context, peer, known, Number.parseInt(last(options, '5') ?? '', 10) || undefined);
  const failed = failureOf(context, result, peer, options, failure);
  if (failed) return failed;
  if (result.kind !== 'answer') return KILLED;
  const { answer } = result;
  if (url.scheme === 'https' && !result.tls)
    return failure(35, 'OpenSSL/3.0.17: error:0A00010B:SSL routines::wrong version number');
  if (result.tls && !options.has('k'))
    return failure(
      60,
      'SSL certificate problem: unable to get local issuer certificate\n' +
        'More details here: https://curl.se/docs/sslcerts.html\n\n' +
        'curl failed to verify the legitimacy of the server and therefore could not\n' +
        'establish a secure connection to it. To learn more about this situation and\n' +
        'how to fix it, please visit the web page mentioned above.',
    );
  if (options.has('f') && answer.status >= 400)
    return failure(22, `The requested URL returned error: ${answer.status}`);
  const head = headOf(answer);
  // a terminal shows no carriage returns, and neither do the recordings
  const shown = head.replaceAll('\r', '');
  const body = options.has('I') ? shown : options.has('i') ? shown + answer.body : answer.body;
  // `--fail-with-body`
  const bad = options.has('9') && answer.status >= 400 ? `The requested URL returned error: ${answer.status}` : '';
  const exit = bad ? 22 : 0;
  const format = last(options, 'w');
  return {
    stdout: (output === '-' ? body : '') + written(format, method, url, answer, result, 0, { exit, message: bad }),
    stderr:
      (options.has('v') ? verbose(options, method, url, answer, result, head) : '') +
      (bad && !quiet ? `curl: (22) ${bad}\n` : ''),
    exit,
  };
}

/**
 * Whom `--connect-to HOST:PORT:HOST:PORT` has curl ask instead: the first that fits counts, and what is empty there fits all, or
 * stays as it is (curl: lib/url.c, parse_connect_to_slist).
 */
function connectTo({ host, port }: HttpUrl, entries: readonly string[]): Pick<HttpUrl, 'host' | 'port'> {
  for (const entry of entries) {
    const [, from = '', ofPort = '', to = '', toPort = ''] =
      /^(\[[^\]]*\]|[^:]*):(\d*):(\[[^\]]*\]|[^:]*):?(\d*)$/.exec(entry) ?? [];
    const fits = ['', host].includes(unbracketed(from)) && ['', String(port)].includes(ofPort);
    if (fits && (to || toPort)) return { host: unbracketed(to) || host, port: Number(toPort || port) };
  }
  return { host, port };
}

const unbracketed = (host: string): string => host.replaceAll(/^\[|\]$/g, '');

/**
 * The addresses that `--resolve`, `-4` and `-6` leave of a host's: undefined where they say nothing, none where it has none of
 * the family.
 */
function addressesFor(context: ShellContext, { host, port }: HttpUrl, options: Options): string[] | undefined {
  const literal = canonicalIp(host);
  const entry = (options.get('7') ?? [])
    .map((text) => /^\+?([^:]+):(\d+):\[?([^,\]]+)/.exec(text))
    .findLast((found) => [host, '*'].includes(found?.[1] ?? '') && found?.[2] === String(port));
  const given = entry && !literal ? [entry[3] ?? ''] : undefined;
  const family = options.has('6') ? 'IPv6' : options.has('4') ? 'IPv4' : undefined;
  if (!family) return given;
  const place = placeIn(context);
  const all = literal ? [literal] : (given ?? resolveName(context.cluster, place, host, new Resolver(place).ask).ips);
  // a name of nobody is the resolver's to complain of
  return all.length === 0 ? undefined : all.filter((ip) => familyOf(ip) === family);
}

/** What curl says when there was no answer; undefined when there was one, or when nothing ends the wait. */
function failureOf(
  context: ShellContext,
  result: HttpResult,
  { host, port }: HttpUrl,
  options: Options,
  failure: (exit: number, message: string, took?: number, tried?: readonly string[]) => CommandResult,
): CommandResult | undefined {
  const seconds = (letter: string): number => Number(last(options, letter) ?? Number.POSITIVE_INFINITY);
  const [whole, connecting] = [seconds('m'), seconds('0')];
  const limit = Math.min(whole, connecting, RUN_LIMIT_SECONDS);
  const given = Math.round(limit * 1000);
  const ip = askedAddress(result.trace) ?? host;
  const trying = `  Trying ${withPort(ip, port)}...`;
  switch (result.kind) {
    case 'answer':
      return undefined;
    case 'unresolved': {
      const { waited } = notFound(context, host);
      if (waited < limit) return failure(6, `Could not resolve host: ${host}`, waited * 1000, []);
      if (limit === RUN_LIMIT_SECONDS) return undefined;
      return failure(28, `Resolving timed out after ${given} milliseconds`, given, []);
    }
    case 'empty':
      return failure(52, 'Empty reply from server');
    case 'refused':
    case 'unreachable': {
      const why = result.kind === 'refused' ? 'Connection refused' : 'No route to host';
      const message = `Failed to connect to ${host} port ${port} after 0 ms: Couldn't connect to server`;
      return failure(7, message, 0, [trying, `connect to ${ip} port ${port} failed: ${why}`]);
    }
    case 'timeout': {
      if (limit === RUN_LIMIT_SECONDS) return undefined;
      const took = given + 1;
      if (connecting > whole) return failure(28, `Connection timed out after ${took} milliseconds`, took, [trying]);
      const family = familyOf(canonicalIp(ip) ?? '0.0.0.0') === 'IPv6' ? 'ipv6' : 'ipv4';
      return failure(28, `Failed to connect to ${host} port ${port} after ${took} ms: Timeout was reached`, took, [
        trying,
        `${family} connect timeout after ${given}ms, move on!`,
      ]);
    }
  }
}

const headOf = ({ status, headers }: HttpAnswer): string =>
  `HTTP/1.1 ${status} ${REASONS[status] ?? ''}\r\n${headers.map(([k, v]) => `${k}: ${v}\r\n`).join('')}\r\n`;

function urlText({ scheme, host, port, path }: HttpUrl): string {
  const usual = port === (scheme === 'https' ? 443 : 80);
  return `${scheme}://${usual ? hostOf(host) : withPort(host, port)}${path}`;
}

/** `-w FORMAT` */
function written(
  format: string | undefined,
  method: string,
  url: HttpUrl | null,
  answer: HttpAnswer | undefined,
  result: HttpResult | undefined,
  took: number,
  failed = { exit: 0, message: '' },
): string {
  if (format === undefined) return '';
  const first = result?.trace.hops[0]?.after;
  const values: Record<string, string> = {
    http_code: String(answer?.status ?? 0).padStart(3, '0'),
    response_code: String(answer?.status ?? 0).padStart(3, '0'),
    remote_ip: first?.dst ?? '',
    remote_port: String(first?.dport ?? 0),
    local_ip: first?.src ?? '',
    local_port: String(first?.sport ?? 0),
    size_download: String(answer?.body.length ?? 0),
    size_header: String(answer ? headOf(answer).length : 0),
    http_version: answer ? '1.1' : '0',
    scheme: answer ? (url?.scheme.toUpperCase() ?? '') : '',
    method,
    url_effective: url ? urlText(url) : '',
    content_type: answer?.headers.find(([name]) => name === 'Content-Type')?.[1] ?? '',
    time_total: (took / 1000).toFixed(6),
    time_connect: (took / 1000).toFixed(6),
    num_connects: answer ? '1' : '0',
    exitcode: String(failed.exit),
    errormsg: failed.message,
  };
  return format
    .replace(/%\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
    .replace(/\\([nrt\\])/g, (_, c: string) => ({ n: '\n', r: '\r', t: '\t' })[c] ?? c);
}

function verbose(
  options: Options,
  method: string,
  { host, port, path }: HttpUrl,
  answer: HttpAnswer,
  result: HttpResult,
  head: string,
): string {
  const ip = askedAddress(result.trace) ?? host;
  const authority = `${hostOf(host)}${port === 80 ? '' : `:${port}`}`;
  const received = head.trimEnd().split('\r\n');
  const given = (options.get('H') ?? []).filter((line) => /^[^:]+: *\S/.test(line));
  const data = (options.get('d') ?? []).join('&');
  const posted = data !== '' && !options.has('G');
  const usual = [
    `Host: ${authority}`,
    `User-Agent: ${last(options, 'A') ?? 'curl/7.88.1'}`,
    'Accept: */*',
    ...(posted ? [`Content-Length: ${data.length}`, 'Content-Type: application/x-www-form-urlencoded'] : []),
  ];
  // of what the caller gives, a host stands in the place of curl's own, and the others replace it
  const named = (line: string): string => line.slice(0, line.indexOf(':')).toLowerCase();
  const others = given.filter((line) => named(line) !== 'host');
  const sent = usual
    .map((line) => given.find((own) => named(own) === 'host' && named(line) === 'host') ?? line)
    .filter((line) => !others.some((own) => named(own) === named(line)));
  const closes = answer.headers.some(([name, value]) => name === 'Connection' && value === 'close');
  const cached = (options.get('7') ?? []).map((entry) => `* Added ${entry.replace(/^\+/, '')} to DNS cache`);
  return [
    ...cached,
    ...(cached.length > 0 ? [`* Hostname ${host} was found in DNS cache`] : []),
    `*   Trying ${withPort(ip, port)}...`,
    `* Connected to ${host} (${ip}) port ${port} (#0)`,
    `> ${method} ${path} HTTP/1.1`,
    ...sent.map((line) => `> ${line}`),
    ...others.map((line) => `> ${line}`),
    '> ',
    ...(posted ? [`} [${data.length} bytes data]`] : []),
    ...received.map((line) => `< ${line}`),
    '< ',
    `{ [${answer.body.length} bytes data]`,
    closes ? '* Closing connection 0' : `* Connection #0 to host ${host} left intact`,
    '',
  ].join('\n');
}
