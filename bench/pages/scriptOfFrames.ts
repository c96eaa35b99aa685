interface Frames {
  script: number[];
  gaps: number[];
  elements: number;
}

/** Counts what runs in frames from now on: ours and any library's. To be called before the libraries start. */
export function scriptOfFrames(): {
  run(ms: number, move: (at: number) => void, elements: number): Promise<Frames>;
} {
  let script = 0;
  const real = requestAnimationFrame;
  globalThis.requestAnimationFrame = (callback) =>
    real((time) => {
      const from = performance.now();
      callback(time);
      script += performance.now() - from;
    });
  return {
    /** `move` is called once a frame with the milliseconds since the beginning; the first frames are not counted. */
    async run(ms, move, elements) {
      const scripts: number[] = [];
      const gaps: number[] = [];
      const begin = performance.now();
      let last = await new Promise<number>(real);
      for (;;) {
        script = 0;
        const from = performance.now();
        move(from - begin);
        const own = performance.now() - from;
        const frame = await new Promise<number>(real);
        await new Promise((done) => setTimeout(done, 0)); // after everybody's frame
        scripts.push(own + script);
        gaps.push(frame - last);
        last = frame;
        if (frame - begin <= ms) continue;
        const first = Math.min(5, gaps.length - 1); // a peer may not come further than that
        return { script: scripts.slice(first), gaps: gaps.slice(first), elements };
      }
    },
  };
}
