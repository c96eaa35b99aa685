import type { EndpointSlice } from '../../model/EndpointSlice.ts';
import { endpointsOfSlice } from './endpoints.ts';

export interface SliceText {
  /** All that rules depend on, as one string: slices with equal texts give equal rules. */
  text: string;
  /** Some endpoint has hints, so that Nodes may choose differently. */
  hinted: boolean;
}

const known = new WeakMap<EndpointSlice, SliceText>();

/** The content of a slice as a key, so that rules survive a new cluster made from an almost equal text. */
export function sliceText(slice: EndpointSlice): SliceText {
  let answer = known.get(slice);
  if (!answer) {
    answer = write(slice);
    known.set(slice, answer);
  }
  return answer;
}

function write(slice: EndpointSlice): SliceText {
  let text = '';
  let hinted = false;
  for (const [port, endpoints] of endpointsOfSlice(slice)) {
    text += `${port}[`;
    for (const e of endpoints) {
      const hints = e.zoneHints.length + e.nodeHints.length > 0;
      hinted ||= hints;
      const state = (e.ready ? 1 : 0) + (e.serving ? 2 : 0) + (e.terminating ? 4 : 0);
      text += `${e.text} ${state} ${e.node} ${e.because.object} ${e.because.path}`;
      text += hints ? ` ${e.zoneHints.join()} ${e.nodeHints.join()};` : ';';
    }
    text += ']';
  }
  return { text, hinted };
}
