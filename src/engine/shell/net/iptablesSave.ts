import type { IpFamily } from '../../../model/Address.ts';
import type { TableName } from '../../../model/Rule.ts';
import { renderIptablesSave } from '../../proxy/iptables/render.ts';
import { kernelConfigOf } from '../../proxy/kernelConfig.ts';
import { type Command, fail, succeed } from '../Command.ts';
import { getopt } from '../options.ts';
import { countersAt } from './countersAt.ts';
import { dateText } from './dateText.ts';
import { placeIn } from './placeIn.ts';

const TABLES: TableName[] = ['mangle', 'filter', 'nat'];

const save =
  (program: string, family: IpFamily): Command =>
  (context, args) => {
    const { options, words, wrong } = getopt(args, 'cM:t:f:', { counters: 'c', table: 't' });
    if (wrong !== undefined) return fail(`${program}: unrecognized option '${wrong}'\n`);
    if (words.length > 0) return fail('Unknown arguments found on commandline\n');
    const wanted = options.get('t')?.at(-1);
    const table = TABLES.find((name) => name === wanted);
    if (wanted !== undefined && table === undefined) {
      if (wanted === 'raw' || wanted === 'security') return succeed('');
      return fail(`Table \`${wanted}' does not exist\n`);
    }
    const place = placeIn(context);
    if (place.kind !== 'node') return fail(`${program}: only a Node has kube-proxy's rules\n`);
    const config = kernelConfigOf(context.cluster, place.name);
    return succeed(
      renderIptablesSave(config, family, table, {
        date: dateText(context.cluster.now),
        program,
        counters: options.has('c'),
        counter: (name, chain, rule) => countersAt(context.cluster, place.name, family, name)(chain, rule),
      }),
    );
  };

/** `iptables-save [-c] [-t TABLE]` */
export const iptablesSave = save('iptables-save', 'IPv4');

/** `ip6tables-save [-c] [-t TABLE]` */
export const ip6tablesSave = save('ip6tables-save', 'IPv6');
