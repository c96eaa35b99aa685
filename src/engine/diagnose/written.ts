import type { Pod } from '../../model/Pod.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import type { SourceRef } from '../../model/Span.ts';
import { placeOf } from '../shell/placeOf.ts';
import type { Look } from './Check.ts';
import { type Asked, stepsAsk } from './stepsAsk.ts';
import { workloadOf } from './workloadOf.ts';

/** A text that a program in a Pod is given: a variable's value, an argument, a word of its command. */
export interface Written {
  pod: Pod;
  ref: SourceRef;
  text: string;
  /** As of what a step asks. */
  severity: Asked['severity'];
  unexpected: Asked['unexpected'];
}

/** The same of what the scenario's steps ask from Pods, as long as they leave the cluster as it is. */
export function typedIn(look: Look): Written[] {
  return stepsAsk(look).flatMap(({ step, ref, text, severity, unexpected, isUntouched }) => {
    if (!isUntouched) return [];
    const from = placeOf(look.cluster, step.on);
    if (typeof from === 'string' || from.kind !== 'pod') return [];
    const pod = look.cluster.store.get<Pod>('Pod', from.namespace, from.name);
    return pod ? [{ pod, ref, text, severity, unexpected }] : [];
  });
}

/** What the programs of Pods are told, once for all Pods of a workload. */
export function writtenFor(look: Look): Written[] {
  const seen = new Set<string>();
  return look.pods.flatMap((pod) => {
    // of a thousand Pods most are told nothing, and whose they are is not asked
    if (!pod.spec.containers.some(({ env, command, args }) => env ?? command ?? args)) return [];
    const owner = keyOf(workloadOf(look.cluster, pod));
    if (seen.has(owner)) return [];
    seen.add(owner);
    const object = keyOf(pod);
    return pod.spec.containers.flatMap(({ env = [], command = [], args = [] }, i) => {
      const told = (path: string, text: string): Written => ({
        pod,
        ref: { object, path: `spec.containers[${i}].${path}` },
        text,
        severity: 'warning',
        unexpected: [],
      });
      return [
        ...env.flatMap(({ value }, j) => (value === undefined ? [] : [told(`env[${j}].value`, value)])),
        ...command.map((text, j) => told(`command[${j}]`, text)),
        ...args.map((text, j) => told(`args[${j}]`, text)),
      ];
    });
  });
}
