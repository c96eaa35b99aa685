import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { embedCode } from '../src/share/embedForms.ts';
import { onPage } from './onPage.ts';
import { untilQuiet } from './processorTime.ts';

const EMBEDS = 20;
const REPEATS = 9;
/** A page with this in its body; `localhost` is another site than the 127.0.0.1 of the frames, as it is in documentation. */
async function serve(body: string): Promise<{ address: string; close: () => void }> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><title>Docs</title>${body}`);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `http://localhost:${port}/`, close: () => server.close() };
}

/** Frames that have calculated their scenario. */
const calculated = async (page: Page): Promise<number> => {
  const lists = page.frames().map((frame) => frame.getByRole('list', { name: 'Hops' }).getByRole('listitem').count());
  return (await Promise.all(lists)).filter((hops) => hops > 0).length;
};

/** What a page of documentation with this in its frames costs until it is quiet, and how many of them calculated. */
const cost = (fragment: string): Promise<{ time: number; calculated: number }> =>
  onPage(async (page, address, browser) => {
    const frame = embedCode('html', {
      base: `${address}embed.html`,
      fragment,
      title: 'Load balancer',
      theme: 'auto',
      language: 'en',
      run: 'click',
      height: 450,
    });
    // all twenty are loaded, not only those near to what is seen: what the browser saves is not ours
    const docs = await serve(`<p>A paragraph.</p>${frame.replace(' loading="lazy"', '')}`.repeat(EMBEDS));
    const before = await untilQuiet(browser);
    await page.goto(docs.address);
    if (page.frames().length !== EMBEDS + 1) throw new Error('not all frames are there');
    const first = page.frameLocator('iframe').first();
    if (fragment === 'host') await first.getByRole('button', { name: 'Run' }).waitFor();
    else await first.getByRole('list', { name: 'Hops' }).waitFor();
    const time = (await untilQuiet(browser)) - before;
    docs.close();
    return { time, calculated: await calculated(page) };
  });

/** A page with twenty embeds that nobody runs, and one with their posters alone. */
export async function twentyEmbeds(): Promise<{ ours: number[]; peer: number[]; note: string }> {
  const ours: number[] = [];
  const peer: number[] = [];
  let inView = 0;
  for (let i = 0; i < REPEATS; i++) {
    const posters = await cost('host'); // wait for a scenario that never comes
    const embeds = await cost('/s/load-balancer');
    if (posters.calculated !== 0) throw new Error('a poster calculated');
    peer.push(posters.time);
    ours.push(embeds.time);
    inView = embeds.calculated;
  }
  const median = (times: number[]): number => times.toSorted((a, b) => a - b)[REPEATS >> 1] ?? 0;
  const ratio = median(ours) / median(peer);
  const note = `processor time of the whole browser: ${ratio.toFixed(2)} of the posters', of 1.3; ${inView} in view have calculated`;
  return { ours, peer, note };
}
