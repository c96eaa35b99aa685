import type { PodView } from '../../model/Simulation.ts';
import { podStateOf } from '../../scene/podState.ts';
import { troubleOf } from '../../scene/troubleOf.ts';
import { loadObjects } from '../../words/parts.ts';
import { useAppState, usePart, useWords } from '../context.ts';
import styles from './PodStatus.module.css';

/** Whether the machine of that name is off: as it is, and not as the API server has it. */
export const useIsOff = (node: string): boolean =>
  useAppState((s) => s.result?.nodes.some((one) => one.name === node && troubleOf(one) === 'off') ?? false);

/** Ready or not, in green or red; where the machine is off, what the API server still says of it. */
export function Readiness({ ready, off, not }: { ready: boolean; off: boolean; not?: string }) {
  const words = usePart(loadObjects);
  const { scene } = useWords();
  const said = ready ? words.ready : (not ?? words.notReady);
  if (off) return <span className={styles.bad}>✕ {scene.offPod(said)}</span>;
  return <span className={ready ? styles.ok : styles.bad}>{ready ? `✓ ${said}` : said}</span>;
}

/** How a Pod is, as the picture shows it, and the reason in Kubernetes' own words. */
export function PodStatus({ pod }: { pod: PodView }) {
  const words = usePart(loadObjects);
  const off = useIsOff(pod.node);
  const state = podStateOf(pod, off);
  if (state === 'ready' || state === 'off') return <Readiness ready={pod.ready} off={off} />;
  const reason = pod.reason === pod.phase ? '' : pod.reason;
  const what =
    state === 'terminating' ? words.terminating : reason || state !== 'notReady' ? pod.phase : words.notReady;
  return <Readiness ready={false} off={off} not={[what, reason].filter(Boolean).join(': ')} />;
}
