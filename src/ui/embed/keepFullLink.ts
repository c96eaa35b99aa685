import { hopAt, hopsOf, restOf } from '../../scene/playback.ts';
import type { LinkState, LinkView } from '../../share/link.ts';
import type { Stage } from '../canvas/Stage.ts';

/** After a change the link is written again when this many milliseconds have brought no other. */
const PAUSE = 150;

/**
 * Keeps "Open in Kubehop" at what the frame shows: the text, the way, the time and the selection, exactly. Until
 * something differs from how the frame was opened, the link is the one that the frame was opened with. Returns what is
 * to be called when the text is another, and when the frame shows something else.
 */
export function keepFullLink(
  link: HTMLAnchorElement,
  stage: Stage,
  state: LinkState & { view: LinkView },
  taken: () => number,
): [soon: () => void, end: () => void] {
  const original = link.href;
  const opened = { ...state };
  let timer: ReturnType<typeof setTimeout> | undefined;

  const viewNow = (): LinkView => {
    const { position, marks } = stage.player.state;
    const hops = hopsOf(marks);
    const hop = hopAt(position, hops);
    const rests = Math.abs(position - restOf(marks, hop)) < 0.002;
    return {
      ...(state.view.traffic && { traffic: state.view.traffic }),
      ...(stage.shownWay !== taken() && { way: stage.shownWay }),
      ...(position > 0 &&
        position < hops && { hop, ...(!rests && { part: Math.round((position - hop) * 1000) / 1000 }) }),
      ...(stage.selected && { selected: stage.selected }),
      ...(state.view.left && { left: state.view.left }),
    };
  };

  const write = async (): Promise<void> => {
    const view = viewNow();
    const { encodeLink } = await import('../../share/link.ts');
    const now = encodeLink({ ...state, view });
    link.href = now === encodeLink(opened) ? original : `${original.split('#')[0]}#${now}`;
  };

  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void write(), PAUSE);
  };
  stage.player.subscribe(soon);
  stage.subscribe(soon);
  return [soon, () => clearTimeout(timer)];
}
