import { keyOf } from '../cluster/ObjectStore.ts';
import type { Check, Look, Selected } from './Check.ts';
import type { Finding } from './Finding.ts';
import { keepsOpen } from './keepsOpen.ts';
import { stepsAsk } from './stepsAsk.ts';
import { workloadOf } from './workloadOf.ts';

/** `kubectl scale deployment/web --replicas=10`, with the words in any order. */
const SCALES = /\bkubectl\s(?=.*\bscale\b)(?=.*--replicas[= ](\d+))/;

/** A client that keeps its connection, in front of a Service that is scaled up: new Pods get new connections only. */
export const keptConnection: Check = {
  code: 'keepAlive/scale',
  docs: 'reference/networking/virtual-ips/',
  scenario: 'keep-alive',
  find: (look) =>
    keepsOpen(look).flatMap(({ to, one, ref }): Finding[] => {
      const scaled = to.startsWith('udp:') ? undefined : scaledUp(look, one);
      if (!scaled) return [];
      return [
        {
          ref,
          severity: 'info',
          message: ['keptConnection', one.name, scaled.replicas],
          hint: ['choiceOfConnection'],
          evidence: [scaled.ref],
          mends: [{ title: ['setField', 'keepAlive', 'false'], set: [{ ref, value: false }] }],
        },
      ];
    }),
};

/** The step that gives a Service more Pods than it has. */
function scaledUp(look: Look, { pods }: Selected) {
  const names = new Set(pods.map((pod) => keyOf(workloadOf(look.cluster, pod)).split('/')[2] ?? ''));
  for (const { text, ref } of stepsAsk(look)) {
    const replicas = Number(SCALES.exec(text)?.[1]);
    if (replicas > pods.length && text.split(/[\s/]/).some((word) => names.has(word))) return { replicas, ref };
  }
  return undefined;
}
