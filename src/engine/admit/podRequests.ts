import type { Fields } from './Fields.ts';
import { addQuantities } from './quantity.ts';
import { isOfPods } from './resourceNames.ts';
import { set } from './setDefault.ts';

/** defaultPodRequests: what containers request in sum (helpers.go: AggregateContainerRequests), or the Pod's limit. */
export function defaultPodRequests(spec: Fields): void {
  const requests: Record<string, string> = { ...spec['resources'].requests };
  for (const name of ['cpu', 'memory']) {
    if (requests[name] !== undefined) continue;
    const asked: string[] = ((spec['containers'] ?? []) as Fields[]).flatMap(
      (c) => c['resources']?.requests?.[name] ?? [],
    );
    if (asked.length > 0) requests[name] = asked.reduce((a, b) => addQuantities(a, b));
  }
  for (const [name, limit] of Object.entries<string>(spec['resources'].limits))
    if (isOfPods(name)) set(requests, name, limit);
  spec['resources'].requests = requests;
}
