/**
 * Begins something heavy once the next frame is on the screen, so that a click is answered first; returns what ends it.
 * An effect of React runs before that frame when a click caused it.
 */
export function afterPaint(begin: () => () => void): () => void {
  let end: (() => void) | undefined;
  let task: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => {
    task = setTimeout(() => {
      end = begin();
    }, 0);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(task);
    end?.();
  };
}
