import { alignColumns } from '../table.ts';
import { ageInterval, byLastTime, type Event, eventsOf } from './events.ts';
import { type Flag, flag, isSet, namespaceOf, type ParsedArgs, valueOf } from './flags.ts';
import { KubectlError, noMatch } from './KubectlError.ts';
import { listOf, printerOf } from './print.ts';
import { findResource, kindInfo, type KindInfo } from '../../admit/kinds.ts';
import type { Session } from './Session.ts';

export const eventsFlags: Flag[] = [
  flag.output,
  flag.template,
  flag.allNamespaces,
  flag.showManagedFields,
  { name: 'for', type: 'string' },
  { name: 'types', type: 'list' },
  { name: 'watch', short: 'w', type: 'bool' },
  { name: 'no-headers', type: 'bool' },
  { name: 'chunk-size', type: 'string' },
];

/** `kubectl events`: by time, the last ones last (cmd/events). */
export function events(session: Session, args: ParsedArgs): void {
  const everywhere = isSet(args, flag.allNamespaces);
  const types = (args.flags.get('types') ?? []).flatMap((value) => value.split(',')).map((type) => type.toLowerCase());
  if (types.some((type) => type !== 'normal' && type !== 'warning'))
    throw KubectlError.plain('valid --types are Normal or Warning');
  const about = aboutOf(args);
  const printer = printerOf(session, args);
  const found = eventsOf(session.cluster, everywhere ? undefined : namespaceOf(args))
    .filter(({ type }) => types.length === 0 || types.includes(type.toLowerCase()))
    .filter(({ involvedObject: o }) => !about || (o.kind === about.kind && o.name === about.name))
    .sort(byLastTime);
  if (printer) {
    const info = kindInfo('Event') as KindInfo;
    session.stdout += printer(
      listOf(found),
      found.map((object) => ({ info, object })),
    );
    return;
  }
  if (found.length === 0) {
    session.complain(everywhere ? 'No events found.' : `No events found in ${namespaceOf(args)} namespace.`);
    return;
  }
  const row = (event: Event): string[] => [
    ...(everywhere ? [event.metadata.namespace ?? ''] : []),
    ageInterval(event, session.cluster.now),
    event.type,
    event.reason,
    `${event.involvedObject.kind}/${event.involvedObject.name}`,
    event.message,
  ];
  const header = [...(everywhere ? ['NAMESPACE'] : []), 'LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE'];
  session.stdout += alignColumns([...(isSet(args, { name: 'no-headers' }) ? [] : [header]), ...found.map(row)], 3, 6);
}

function aboutOf(args: ParsedArgs): { kind: string; name: string } | undefined {
  const text = valueOf(args, { name: 'for' });
  if (text === undefined) return undefined;
  const parts = text.split('/');
  if (parts.length > 2) throw KubectlError.plain('arguments in resource/name form may not have more than one slash');
  const [type, name] = parts;
  if (!type || !name) throw KubectlError.plain('--for must be in resource/name form');
  const info = findResource(type);
  const [plural = '', ...group] = type.split('.');
  if (!info) throw noMatch(plural, group.join('.'));
  return { kind: info.kind, name };
}
