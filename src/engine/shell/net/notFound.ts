import { type ResolvConf, resolvConfOf } from '../../discovery/resolvConf.ts';
import { candidates } from '../../discovery/resolve.ts';
import type { ShellContext } from '../Command.ts';
import { lookUp } from './lookUp.ts';
import { placeIn, RUN_LIMIT_SECONDS } from './placeIn.ts';

/** What became of a question at all name servers: `failed` where one answered that it will not. */
type Outcome = 'no data' | 'no name' | 'failed' | 'silence' | 'refused';

/** gai_strerror of EAI_ADDRFAMILY */
export const OTHER_FAMILY = 'Address family for hostname not supported';

/** Why getaddrinfo has no address for a name. */
export interface NotFound {
  why: string;
  /** Seconds for which it waited for name servers that say nothing. */
  waited: number;
}

const FOR_NOW = 'Temporary failure in name resolution';

/** gai_strerror */
const WHY: Record<Outcome, string> = {
  'no data': 'No address associated with hostname',
  'no name': 'Name or service not known',
  failed: FOR_NOW,
  silence: FOR_NOW,
  refused: FOR_NOW,
};

/** How the C library came to have no address for a name: it is asked for again (glibc: resolv/res_query.c, __res_context_search). */
export function notFound(context: ShellContext, name: string): NotFound {
  const conf = resolvConfOf(context.cluster, placeIn(context));
  const found: NotFound = { why: '', waited: 0 };
  const ask = (candidate: string): Outcome => outcomeOf(context, conf, candidate, found);
  const names = candidates(name, conf);
  const asItIs = names.indexOf(`${name}.`);
  const outcomes: Outcome[] = [];
  for (const candidate of names) {
    const outcome = ask(candidate);
    outcomes.push(outcome);
    if (outcome === 'refused') break;
    if (outcome !== 'silence') continue;
    // nobody is there: it gives the search up, and still tries the name as it is
    if (asItIs >= outcomes.length) outcomes.push(ask(`${name}.`));
    break;
  }
  const telling = (['no data', 'failed'] as const).find((outcome) => outcomes.includes(outcome));
  found.why = WHY[(asItIs === 0 ? outcomes[0] : (telling ?? outcomes.at(-1))) ?? 'no name'];
  return found;
}

/** One question, for both families at once, to the servers in turn (glibc: resolv/res_send.c, __res_context_send, send_dg). */
function outcomeOf(context: ShellContext, conf: ResolvConf, name: string, found: NotFound): Outcome {
  const { nameservers, options } = conf;
  const option = (key: string, otherwise: number): number =>
    Number(options.find((text) => text.startsWith(`${key}:`))?.slice(key.length + 1) ?? otherwise);
  let result: Outcome = 'refused';
  for (let attempt = 0; attempt < option('attempts', 2); attempt++)
    for (const [i, server] of nameservers.entries()) {
      const heard = lookUp(context, server, name, 'A');
      if (heard.kind === 'answer') {
        const { rcode } = heard.answer;
        if (rcode === 'NOERROR') return 'no data';
        if (rcode === 'NXDOMAIN') return 'no name';
        result = 'failed';
      } else if (heard.kind === 'timeout') {
        if (result === 'refused') result = 'silence';
        const wait = option('timeout', 5) * 2 ** i;
        found.waited += Math.max(1, Math.floor(i > 0 ? wait / nameservers.length : wait));
        if (found.waited >= RUN_LIMIT_SECONDS) return result;
      }
    }
  return result;
}
