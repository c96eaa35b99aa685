/** Milliseconds from a key to the end of the frame that shows it: it comes in one frame and is drawn in the next. */
const TWO_FRAMES = 34;

/**
 * Keeps what a worker answers out of the frame that shows a key: whoever types waits for the letter, and the picture may
 * come a frame later.
 */
export function createKeyFrame() {
  let key = Number.NEGATIVE_INFINITY;
  return {
    pressed(): void {
      key = performance.now();
    },
    /** Resolves when the frame of the last key is drawn. */
    async drawn(): Promise<void> {
      const left = key + TWO_FRAMES - performance.now();
      if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
    },
  };
}

export type KeyFrame = ReturnType<typeof createKeyFrame>;
