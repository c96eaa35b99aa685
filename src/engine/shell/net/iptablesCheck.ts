import type { IpFamily } from '../../../model/Address.ts';
import type { Rule } from '../../../model/Rule.ts';
import { canonicalIp } from '../../net/ip.ts';
import { renderRule } from '../../proxy/iptables/renderRule.ts';

const SHORT: Record<string, string> = {
  '--source': '-s',
  '--src': '-s',
  '--destination': '-d',
  '--dst': '-d',
  '--in-interface': '-i',
  '--out-interface': '-o',
  '--protocol': '-p',
  '--proto': '-p',
  '--match': '-m',
  '--jump': '-j',
  '--destination-port': '--dport',
  '--source-port': '--sport',
};
const HEAD = ['-s', '-d', '-i', '-o', '-p'];
const REJECT = { IPv4: 'icmp-port-unreachable', IPv6: 'icmp6-port-unreachable' };

/**
 * Whether a rule is the one that words describe: addresses, interfaces and protocol in any order, then the matches in theirs,
 * and the target (iptables/nft.c, nft_rule_cmp).
 */
export const isRule = (rule: Rule, words: readonly string[], family: IpFamily): boolean =>
  keyOf(wordsOf(renderRule(rule, family)), family) === keyOf(words, family);

/** The words of a rule as iptables-save writes it. */
const wordsOf = (text: string): string[] =>
  (text.match(/"(?:\\.|[^"\\])*"|\S+/g) ?? []).map((word) =>
    word.startsWith('"') ? word.slice(1, -1).replaceAll(/\\(.)/g, '$1') : word,
  );

function keyOf(words: readonly string[], family: IpFamily): string {
  const head = new Map<string, string>();
  const [matches, target]: [string[], string[]] = [[], []];
  let into = matches;
  let not = '';
  for (let i = 0; i < words.length; i++) {
    const word = SHORT[words[i] ?? ''] ?? words[i] ?? '';
    if (word === '!') {
      not = '! ';
      continue;
    }
    if (HEAD.includes(word)) {
      const value = words[++i] ?? '';
      const told = word === '-s' || word === '-d' ? withLength(value, family) : value;
      // from anywhere is no condition
      if (!told.endsWith('/0')) head.set(word, not + told);
    } else if (word === '-m' || word === '-j') {
      into = word === '-m' ? matches : target;
      into.push(`${word} ${words[++i] ?? ''}`);
    } else {
      // a port of `-p tcp` needs no `-m tcp`
      const ofProtocol = `-m ${head.get('-p') ?? ''}`;
      if (/^--[sd]port$/.test(word) && !matches.includes(ofProtocol)) matches.push(ofProtocol);
      const where = /^--[sd]port$|^--comment$/.test(word) ? matches : into;
      where.push(not + (word.startsWith('-') ? word : numbersOf(word)));
    }
    not = '';
  }
  if (target.join() === '-j REJECT') target.push('--reject-with', REJECT[family]);
  return JSON.stringify([HEAD.map((name) => head.get(name)), matches, markOf(target)]);
}

const withLength = (text: string, family: IpFamily): string => {
  const [ip = '', length = family === 'IPv6' ? '128' : '32'] = text.split('/');
  return `${canonicalIp(ip) ?? ip}/${length}`;
};

/** `16384` and `0x4000` are one number. */
const numbersOf = (word: string): string =>
  /^(0x[\da-f]+|\d+)(\/(0x[\da-f]+|\d+))?$/i.test(word) ? word.split('/').map(Number).join('/') : word;

/** What `--or-mark` and its like are short for (extensions/libxt_MARK.c, mark_tg_parse). */
function markOf(target: string[]): string[] {
  const [name, option, value = ''] = target;
  if (name !== '-j MARK') return target;
  const [mark = 0, mask = 2 ** 32 - 1] = value.split('/').map(Number);
  const told = (a: number, b: number): string[] => ['-j MARK', '--set-xmark', `${a >>> 0}/${b >>> 0}`];
  if (option === '--or-mark') return told(mark, mark);
  if (option === '--xor-mark') return told(mark, 0);
  if (option === '--and-mark') return told(0, ~mark);
  if (option === '--set-mark') return told(mark, mark | mask);
  return told(mark, mask);
}
