import type { Pod } from '../../model/Pod.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import type { SourceRef } from '../../model/Span.ts';
import type { Look } from './Check.ts';
import { workloadOf } from './workloadOf.ts';

/** A text that a program in a Pod is given: a variable's value, an argument, a word of its command. */
export interface Written {
  pod: Pod;
  ref: SourceRef;
  text: string;
}

/** What the programs of Pods are told, once for all Pods of a workload. */
export function writtenFor(look: Look): Written[] {
  const seen = new Set<string>();
  return look.pods.flatMap((pod) => {
    const owner = keyOf(workloadOf(look.cluster, pod));
    if (seen.has(owner)) return [];
    seen.add(owner);
    const object = keyOf(pod);
    return pod.spec.containers.flatMap(({ env = [], command = [], args = [] }, i) => {
      const at = (path: string): SourceRef => ({ object, path: `spec.containers[${i}].${path}` });
      return [
        ...env.flatMap(({ value }, j) =>
          value === undefined ? [] : [{ pod, ref: at(`env[${j}].value`), text: value }],
        ),
        ...command.map((text, j) => ({ pod, ref: at(`command[${j}]`), text })),
        ...args.map((text, j) => ({ pod, ref: at(`args[${j}]`), text })),
      ];
    });
  });
}
