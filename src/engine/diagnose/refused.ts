import type { Diagnostic } from '../../model/Diagnostic.ts';
import type { Hint } from '../../model/Message.ts';
import type { Service } from '../../model/Service.ts';
import type { ObjectKey } from '../../model/Span.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import type { Mend } from './Finding.ts';
import { nameOf } from './workloadOf.ts';

/** What stands beside a refusal of the API server: a code of its own, whose fault it is, and what mends it. */
export interface Explained {
  code: string;
  hint?: Hint;
  mends: Mend[];
}

const DROP = (object: ObjectKey, path: string, field: string): Mend[] => [
  { title: ['dropField', field], set: [{ ref: { object, path }, value: undefined }] },
];

/** The refusals that people meet most often with Services (pkg/registry/core/service/{portallocator,ipallocator}). */
export function explainRefusal(
  cluster: Cluster,
  object: ObjectKey,
  { path = '', message }: Pick<Diagnostic, 'path' | 'message'>,
): Explained | undefined {
  if (typeof message !== 'string' || !object.startsWith('Service/')) return undefined;
  const asked = (): string => /Invalid value: "?([^":]+|[0-9a-f:]+)"?:/.exec(message)?.[1] ?? '';
  const isNodePort = path.endsWith('.nodePort') || path.endsWith('.healthCheckNodePort');
  if (isNodePort && message.includes('not in the valid range'))
    return { code: 'nodePort/range', hint: ['nodePortRange'], mends: DROP(object, path, 'nodePort') };
  if (isNodePort && message.includes('already allocated')) {
    const by = holderOf(cluster, ({ spec }) => (spec.ports ?? []).some(({ nodePort }) => String(nodePort) === asked()));
    return { code: 'nodePort/taken', hint: ['nodePortTaken', by], mends: DROP(object, path, 'nodePort') };
  }
  if (/^spec\.clusterIPs?/.test(path) && message.includes('already allocated')) {
    const ip = /\d+\.\d+\.\d+\.\d+|[0-9a-f]*:[0-9a-f:]+[0-9a-f]/.exec(message)?.[0] ?? '';
    const by = holderOf(cluster, ({ spec }) => (spec.clusterIPs ?? []).includes(ip));
    return {
      code: 'clusterIP/taken',
      hint: ['clusterIPTaken', by],
      mends: DROP(object, 'spec.clusterIP', 'clusterIP'),
    };
  }
  if (/^spec\.clusterIPs?/.test(path) && message.includes('does not match the current range')) {
    const range = cluster.settings.serviceSubnets.join(', ');
    return {
      code: 'clusterIP/range',
      hint: ['clusterIPRange', range],
      mends: DROP(object, 'spec.clusterIP', 'clusterIP'),
    };
  }
  if (path === 'spec.clusterIPs[0]' && asked().toLowerCase() === 'none') {
    const set = [{ ref: { object, path: 'spec.clusterIP' }, value: 'None' }];
    return { code: 'clusterIP/none', mends: [{ title: ['setField', 'clusterIP', 'None'], set }] };
  }
  const port = /^spec\.ports\[(\d+)\]\.name$/.exec(path)?.[1];
  if (port !== undefined && message.includes('Required value')) {
    const value = `port-${Number(port) + 1}`;
    const mends: Mend[] = [{ title: ['setField', 'name', value], set: [{ ref: { object, path }, value }] }];
    return { code: 'ports/nameless', hint: ['portNeedsName'], mends };
  }
  return undefined;
}

const holderOf = (cluster: Cluster, holds: (service: Service) => boolean): string => {
  const holder = cluster.store.list<Service>('Service').find(holds);
  return holder ? nameOf(holder) : '';
};
