import type { Browser, Page } from '@playwright/test';

/** Milliseconds of each frame, as in `PageRun`: from frame to frame, and what the page's main thread worked in it. */
export interface Frames {
  gaps: number[];
  script: number[];
}

/** Asks for every frame, and keeps how long each was. */
const watchFrames = `
  globalThis.gaps = [];
  let last = performance.now();
  const frame = (now) => {
    gaps.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
`;

/** What Chromium traces: microseconds, of which `tdur` were spent on a processor. */
interface Traced {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  tdur?: number;
  args?: { name?: string };
}

/** Frames of the page while something is done with it. Work is processor time: other programs have no part in it. */
export async function framesWhile(browser: Browser, page: Page, act: () => Promise<void>): Promise<Frames> {
  await browser.startTracing(page, {
    categories: ['__metadata', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
  });
  await page.evaluate(watchFrames);
  await act();
  const gaps = await page.evaluate<number[]>('gaps');
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: Traced[] };
  return { gaps, script: workOfFrames(traceEvents) };
}

/** Of the renderer that drew most frames: the work of its main thread from one frame's beginning to the next. */
function workOfFrames(events: readonly Traced[]): number[] {
  const of = (name: string): Traced[] => events.filter((event) => event.name === name);
  const mains = of('thread_name').filter(({ args }) => args?.name === 'CrRendererMain');
  const threads = mains.map(({ pid, tid }) => {
    const here = (name: string): Traced[] =>
      of(name)
        .filter((event) => event.pid === pid && event.tid === tid && event.ph !== 'e')
        .sort((a, b) => a.ts - b.ts);
    return { begins: here('AnimationFrame::Render').map(({ ts }) => ts), tasks: here('RunTask') };
  });
  const [most] = threads.sort((a, b) => b.begins.length - a.begins.length);
  const work = most?.begins.map(() => 0) ?? [];
  let at = -1;
  for (const { ts, dur = 0, tdur = 0 } of most?.tasks ?? []) {
    // the task that begins a frame has its mark inside
    while ((most?.begins[at + 1] ?? Number.POSITIVE_INFINITY) <= ts + dur) at++;
    if (at >= 0) work[at] = (work[at] ?? 0) + tdur / 1000;
  }
  return work;
}
