import { en } from '../words/en.ts';
import { sayReason } from '../words/say.ts';
import { timelineWords as words } from '../words/timeline/en.ts';
import type { TimelineEvent, TrafficEnd, TrafficResult } from '../model/Timeline.ts';
import type { Place } from '../model/Trace.ts';
import { failuresOf } from '../scene/failures.ts';
import { alignColumns, openDocuments, parseText, timelineOf } from '../engine/index.ts';
import { complaints, nameOf } from './open.ts';
import { readOptions, wantsJson } from './options.ts';
import { readText } from './readText.ts';
import { UsageError } from './UsageError.ts';

const placeText = (place: Place): string => {
  if (place.kind === 'client') return 'client';
  return place.kind === 'node' ? `node/${place.name}` : `pod/${place.namespace}/${place.name}`;
};

/** When, who, what. */
function eventRow(event: TimelineEvent): string[] {
  const who = 'by' in event ? words.by(event.by) : event.kind === 'step' ? `step ${event.step + 1}` : '';
  const stale = event.kind === 'sync' ? `; ${words.stale(event.stale)}` : '';
  return [`${(event.at / 1000).toFixed(3)}s`, who, `${words.event(event)}${stale}`];
}

function endText({ result, reason }: TrafficEnd): string {
  if (result === 'broken') return words.broken;
  return reason.length > 0 ? `${result}: ${sayReason(en, reason)}` : result;
}

/** How many connections ended well, and of the others how many, when and why. */
function printTraffic(result: TrafficResult): void {
  const { all, answered, failures } = failuresOf(result);
  process.stdout.write(`\n${words.traffic(placeText(result.from), result.url, all, answered)}\n`);
  for (const { end, count, from, to } of failures)
    process.stdout.write(`  ${count}  ${words.between(from, to)}  ${endText(end)}\n`);
}

/** `kubehop timeline FILE [-o json]` */
export function timelineCommand(args: string[]): number {
  const { values, words: names } = readOptions(args, { '-o': 'output', '--output': 'output' });
  const [file, ...more] = names;
  if (file === undefined) throw new UsageError('timeline needs a FILE');
  if (more.length > 0) throw new UsageError(`timeline takes one FILE; "${more[0]}" is too much`);
  const json = wantsJson(values);
  const text = readText(file);
  const opened = openDocuments(parseText(text), nameOf(file));
  process.stderr.write(complaints(file, text, opened.refusals));
  for (const { message } of opened.diagnostics)
    if (typeof message === 'string') process.stderr.write(`${file}: ${message}\n`);
  const timeline = timelineOf(opened, new Map([[nameOf(file), text]]));
  if (json) {
    process.stdout.write(`${JSON.stringify(timeline)}\n`);
    return 0;
  }
  process.stdout.write(alignColumns(timeline.events.map(eventRow), 2));
  for (const result of timeline.traffic) printTraffic(result);
  return 0;
}
