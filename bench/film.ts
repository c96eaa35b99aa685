import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { onPage } from './onPage.ts';

const REPEATS = 3;

/** Keeps when frames came. */
const countFrames = `
  globalThis.stamps = [];
  requestAnimationFrame(function tick(now) {
    stamps.push(now);
    requestAnimationFrame(tick);
  });
`;

const lengthOf = async (bytes: number[]): Promise<{ size: string; ms: number }> => {
  const decoder = new ImageDecoder({ data: new Uint8Array(bytes), type: 'image/gif' });
  await decoder.completed;
  await decoder.tracks.ready;
  const count = decoder.tracks.selectedTrack?.frameCount ?? 0;
  let ms = 0;
  let size = '';
  for (let frameIndex = 0; frameIndex < count; frameIndex++) {
    const { image } = await decoder.decode({ frameIndex });
    ms += (image.duration ?? 0) / 1000;
    size = `${image.displayWidth}×${image.displayHeight}`;
    image.close();
  }
  return { size, ms };
};

/** Frames a second in the second that had the fewest; of all the time where that is less than a second. */
function slowestSecond(stamps: readonly number[]): number {
  const last = stamps.at(-1) ?? 0;
  const span = Math.min(1000, last - (stamps[0] ?? 0));
  const counts = stamps
    .filter((from) => from + span <= last)
    .map((from) => stamps.filter((at) => at > from && at <= from + span).length);
  return Math.floor((Math.min(...counts) * 1000) / span);
}

async function save(page: Page): Promise<{ took: number; frames: number; bytes: Buffer }> {
  const coming = page.waitForEvent('download', { timeout: 60_000 });
  await page.evaluate('stamps.length = 0');
  const from = performance.now();
  await page.getByRole('button', { name: 'Save' }).click();
  const path = await (await coming).path();
  const took = performance.now() - from;
  return { took, frames: slowestSecond(await page.evaluate<number[]>('stamps')), bytes: readFileSync(path) };
}

/** What a film of a scenario takes that is made with the dialog, and how smooth the page is meanwhile. */
export const film = (
  scenario: string,
): Promise<{ times: number[]; frames: number; size: string; ms: number; bytes: number }> =>
  onPage(async (page, address) => {
    await page.goto(`${address}?lang=en#/s/${scenario}`);
    await page.getByRole('list', { name: 'Hops' }).getByRole('button').first().waitFor();
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('radio', { name: 'Film, GIF' }).check();
    await page.evaluate(countFrames);
    const { bytes } = await save(page);
    const made = await page.evaluate(lengthOf, [...bytes]);
    const times: number[] = [];
    let frames = Infinity;
    for (let i = 0; i < REPEATS; i++) {
      const again = await save(page);
      times.push(again.took);
      frames = Math.min(frames, again.frames);
    }
    return { times, frames, ...made, bytes: bytes.length };
  });
