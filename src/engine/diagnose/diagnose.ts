import type { Diagnostic } from '../../model/Diagnostic.ts';
import type { Service } from '../../model/Service.ts';
import type { SourceRef } from '../../model/Span.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { SYSTEM_NAMESPACE } from '../views/pods.ts';
import { nobodyListens } from './nobodyListens.ts';
import { selectsNothing } from './selectsNothing.ts';

/** Something that will not work, and the field that it is about. */
export interface Finding {
  ref: SourceRef;
  diagnostic: Omit<Diagnostic, 'span' | 'document' | 'path'>;
  /** A label's value that would mend it. */
  replace?: { title: string; key: string; value: string };
}

/** Looks at every Service of the user for what keeps packets from its Pods. */
export function diagnose(cluster: Cluster): Finding[] {
  const { pods } = cluster.control;
  const findings: Finding[] = [];
  for (const service of cluster.store.list<Service>('Service')) {
    const { namespace = '' } = service.metadata;
    const { selector, type } = service.spec;
    if (namespace === SYSTEM_NAMESPACE || !selector || type === 'ExternalName') continue;
    const chosen = pods.select(namespace, selector);
    const finding = chosen.length
      ? nobodyListens(service, chosen)
      : selectsNothing(service, [...pods.inNamespace(namespace)], cluster.store.count('Pod'));
    if (finding) findings.push(finding);
  }
  return findings;
}
