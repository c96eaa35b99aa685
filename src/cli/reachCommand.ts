import { en } from '../words/en.ts';
import { sayHop, sayReason } from '../words/say.ts';
import type { Trace } from '../model/Trace.ts';
import { addressText, alignColumns, outcomesOf, placeOf, reach } from '../engine/index.ts';
import { openFile } from './open.ts';
import { writePcap } from './writePcap.ts';
import { readOptions, wantsJson } from './options.ts';
import { endingText, percent, toldOutcome } from './outcomeLines.ts';
import { UsageError } from './UsageError.ts';

/** The packet at each hop, in columns: where, what it carries when it leaves, what was done to it. */
function hopLines(trace: Trace): string {
  const rows = trace.hops.map((hop) => [
    hop.reply ? '  ◂' : '  ▸',
    hop.at.name,
    hop.hook ?? '',
    `${addressText(hop.after.src, hop.after.sport)} → ${addressText(hop.after.dst, hop.after.dport)}`,
    sayHop(en, hop),
  ]);
  return alignColumns(rows, 2);
}

/** `kubehop reach FILE --from PLACE URL` */
export function reachCommand(args: string[]): number {
  const { values, words } = readOptions(args, {
    '-o': 'output',
    '--output': 'output',
    '--from': 'from',
    '--pcap': 'pcap',
    '--at': 'at',
  });
  const [file, url, ...more] = words;
  if (file === undefined || url === undefined) throw new UsageError('reach needs a FILE and a URL');
  if (more.length > 0) throw new UsageError(`reach takes one URL; "${more[0]}" is too much`);
  const from = values['from'];
  if (from === undefined) throw new UsageError('reach needs --from PLACE');
  if (!/^(tcp|udp|sctp|icmp):\/\/./.test(url))
    throw new UsageError(`"${url}" is not tcp://HOST:PORT, udp://HOST:PORT, sctp://HOST:PORT or icmp://HOST`);
  const json = wantsJson(values);
  const { cluster } = openFile(file);
  const place = placeOf(cluster, from);
  if (typeof place === 'string') throw new UsageError(place);
  if (values['at'] !== undefined && values['pcap'] === undefined) throw new UsageError('--at goes with --pcap FILE');
  if (values['pcap'] !== undefined) writePcap(values['pcap'], values['at'], cluster, reach(cluster, place, url));
  if (json) {
    process.stdout.write(
      `${JSON.stringify({ on: from, reach: url, outcomes: outcomesOf(cluster, from, url).map(toldOutcome) })}\n`,
    );
    return 0;
  }
  const { traces, truncated } = reach(cluster, place, url);
  for (const trace of traces) {
    const ending = endingText({ ...trace.ending, share: trace.share, path: [] });
    process.stdout.write(`${percent(trace.share)}  ${ending}\n${hopLines(trace)}`);
    if (trace.reason.length > 0) process.stdout.write(`  ${sayReason(en, trace.reason)}\n`);
    process.stdout.write('\n');
  }
  if (truncated) process.stdout.write('There are more ways; the shares above add up to less than 100 %.\n');
  return 0;
}
