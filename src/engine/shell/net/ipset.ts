import type { IpFamily } from '../../../model/Address.ts';
import { kernelConfigOf } from '../../proxy/kernelConfig.ts';
import { renderIpset } from '../../proxy/ipvs/render.ts';
import { type Command, fail, succeed } from '../Command.ts';
import { getopt } from '../options.ts';
import { placeIn } from './placeIn.ts';

const FAMILIES: IpFamily[] = ['IPv4', 'IPv6'];

/** `ipset list [-n|-t] [SET]`: the sets that kube-proxy's iptables rules ask in its mode ipvs. */
export const ipset: Command = (context, args) => {
  const [verb, ...rest] = args;
  const { options, words, wrong } = getopt(rest, 'nt', { name: 'n', terse: 't' });
  const lists = verb !== undefined && ['list', '-L', '--list', '-l'].includes(verb);
  if (!lists || wrong !== undefined || words.length > 1)
    return fail('ipset: only `ipset list [-n|-t] [SET]` is simulated\n');
  const place = placeIn(context);
  if (place.kind !== 'node') return fail('ipset: only a Node has sets\n');
  const config = kernelConfigOf(context.cluster, place.name);
  const name = words[0];
  const shown = FAMILIES.flatMap((family) => {
    const tables = config.iptables[family];
    const sets = [...(config.ipvs?.[family].sets.values() ?? [])].filter(
      (set) => name === undefined || set.name === name,
    );
    return sets.map((set) => (options.has('n') ? `${set.name}\n` : renderIpset(set, family, tables, options.has('t'))));
  });
  if (name !== undefined && shown.length === 0)
    return fail('ipset v7.17: The set with the given name does not exist\n');
  return succeed(shown.join(options.has('n') ? '' : '\n'));
};
