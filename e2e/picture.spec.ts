// What the picture shows, read from the scene's data and from what it says aloud.
import { readFileSync } from 'node:fs';
import { simulate, tallyTraffic } from '../src/engine/index.ts';
import { flowOf } from '../src/scene/flow.ts';
import { decodeLink } from '../src/share/link.ts';
import { placesToPick } from '../src/ui/canvas/picks.ts';
import { artefact, expect, nodePortText, test } from './kubehop.ts';
import { Kubehop } from './page.ts';
import { hearAll, sceneOn } from './scene.ts';

test.use({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });

const text = readFileSync('src/scenarios/load-balancer.yaml', 'utf8');

test('the map names everything it draws: outside, Nodes with rules and Pods, the control plane, Services that nobody owns', async ({
  page,
}) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/load-balancer');
  const { scene } = await sceneOn(page, text);
  const wanted = placesToPick(scene).map(({ name }) => name);
  const heard = await hearAll(page);
  expect(wanted.filter((name) => !heard.has(name))).toEqual([]);
  for (const part of [
    /^Service tomcat-service 10\./,
    /^Rules of n1/,
    /^Pod tomcat-/,
    /^Node n1 192/,
    /client/,
    /oad balancer/,
    /^Node control-plane/,
  ])
    expect(
      wanted.some((name) => part.test(name)),
      String(part),
    ).toBe(true);
  // the Service is a plate across all Nodes, its address is one that no interface has
  const [plate] = scene.plates;
  for (const { base } of scene.columns)
    expect(plate!.rect.x <= base.x && plate!.rect.x + plate!.rect.w >= base.x + base.w).toBe(true);
  const owned = [...scene.pods, ...scene.columns, ...scene.outsiders].map(({ address }) => address?.text);
  expect(owned).not.toContain(plate!.address!.text.split(':')[0]);
});

test('another Pod moves nothing else', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/load-balancer');
  const { scene, middle } = await sceneOn(page, text);
  const at = (kind: string, name: string) => kubehop.page.getByRole('region', { name: `${kind} ${name}` });
  const click = async (): Promise<void> => {
    for (const pod of scene.pods) {
      const { x, y } = middle(pod.rect);
      await page.mouse.click(x, y);
      await expect(at('Pod', pod.name)).toBeVisible();
    }
    for (const column of scene.columns) {
      const { x, y } = middle(column.base);
      await page.mouse.click(x, y);
      await expect(at('Node', column.name)).toBeVisible();
    }
  };
  await click();
  const more = text.replace('replicas: 3', 'replicas: 4');
  await kubehop.write(more);
  await expect(page.getByText('4 endpoints ready')).toBeVisible();
  await click();
  const after = await sceneOn(page, more);
  const moved = scene.pods.filter(
    ({ key, rect }) => JSON.stringify(after.scene.pods.find((pod) => pod.key === key)?.rect) !== JSON.stringify(rect),
  );
  expect(moved).toEqual([]);
  expect(after.scene.pods).toHaveLength(scene.pods.length + 1);
});

test('a way not taken can be taken: a click on its line changes the seed, and it is really taken', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/load-balancer');
  const allWays = page.getByRole('button', { name: 'All ways', pressed: true });
  await allWays.click();
  await expect(allWays).toHaveCount(0);
  await page.getByRole('button', { name: 'All ways', pressed: false }).click();
  await kubehop.hops.first().click();
  const { scene, timeline, result, place } = await sceneOn(page, text);
  // every outcome has its chance, together they are all of it
  const traces = result.reach!.traces;
  expect(traces.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  expect(timeline.ghosts.length).toBeGreaterThanOrEqual(4);
  // the empty part of a storey, where only this line is
  const shelf = scene.columns[0]!.shelf.y;
  const clear = (x: number, y: number): boolean =>
    y < shelf - 8 &&
    placesToPick(scene).every(({ rect: r }) => x < r.x - 8 || x > r.x + r.w + 8 || y < r.y - 8 || y > r.y + r.h + 8);
  const spots = timeline.ghosts.flatMap(({ trace, points }) =>
    points.slice(1).flatMap((b, i) => {
      const a = points[i]!;
      const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
      return clear(middle.x, middle.y) ? [{ trace, ...middle }] : [];
    }),
  );
  const receiver = (trace: number): string => {
    const { ending } = traces[trace]!;
    return 'pod' in ending ? ending.pod : '';
  };
  const spot = spots.find(({ trace }) => receiver(trace) !== receiver(result.taken)) ?? spots[0]!;
  await page.mouse.click(place(spot).x, place(spot).y);
  const written = (): string => {
    const decoded = decodeLink(new URL(page.url()).hash);
    return decoded.ok ? decoded.yaml : '';
  };
  await expect.poll(written).toMatch(/seed: \d+/);
  const now = simulate({ text: written() });
  expect(now.reach!.traces[now.taken]!.ending).toEqual(traces[spot.trace]!.ending);
  // the new text takes it of itself
  const link = page.url();
  const followed = page.getByRole('region', { name: 'Who gets the traffic' }).locator('[aria-pressed=true]');
  const name = await followed.innerText();
  await page.goto('about:blank');
  await page.goto(link);
  await expect(followed).toHaveText(name);
  await expect(kubehop.hops.filter({ hasText: 'sees' })).toContainText(name.slice(0, 6));
});

// each ending: what is written to break it, where the packet goes, what the picture shows of it, and how it reads
for (const [ending, broken, url, event, share, reason] of [
  [
    'dropped',
    text.replace(/(?<=type: LoadBalancer\n)/, '  loadBalancerSourceRanges: [192.0.2.0/24]\n'),
    'tcp://203.0.113.10:80',
    'dropped',
    '✕ nobody: timeout',
    /n\d drops it: .* is in none of tomcat-service's loadBalancerSourceRanges/,
  ],
  [
    'refused',
    text.replace('tier: frontend', 'tier: nobody'),
    'tcp://192.168.251.101:31002',
    'refused',
    '↩ refused',
    /no (ready )?endpoint/,
  ],
  ['timeout', text, 'tcp://10.110.148.208:80', 'timeout', '✕ nobody: timeout', /outside nobody has a route to it/],
] as const)
  test(`${ending}: an ending of its own, with its reason where it happened`, async ({ page }) => {
    const kubehop = new Kubehop(page);
    await kubehop.open();
    await kubehop.write(broken);
    const to = page.getByLabel('To', { exact: true });
    await to.selectOption({ label: 'another address…' });
    await to.fill(url);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'Who gets the traffic' })).toContainText(share);
    await kubehop.hops.last().click();
    await expect(kubehop.inspector).toContainText(share[0]!);
    await expect(kubehop.inspector).toContainText(reason);
    const { timeline } = await sceneOn(page, broken, { from: { kind: 'client' }, url });
    expect(timeline.events.map(({ kind }) => kind)).toContain(event);
    await page.screenshot({ path: artefact(`ending-${ending}.png`) });
  });

test('many connections are bars, each on its way, over streams as wide as the share of each way', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.addInitScript(`
    globalThis.drawn = { bars: 0, streams: new Set() };
    const { stroke, fillRect } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.stroke = function (...path) {
      if (this.globalAlpha === 0.2) drawn.streams.add(this.lineWidth.toFixed(2));
      return stroke.apply(this, path);
    };
    CanvasRenderingContext2D.prototype.fillRect = function (x, y, w, h) {
      if (Math.abs(Math.max(w, h) / Math.min(w, h) - 14 / 6) < 1e-6 && Math.min(w, h) <= 6) drawn.bars += 1;
      return fillRect.call(this, x, y, w, h);
    };
  `);
  await new Kubehop(page).open('./#/s/load-balancer');
  const { result, scene, place } = await sceneOn(page, text);
  const send = page.getByRole('button', { name: 'Send 100' });
  for (let sent = 100; sent <= 300; sent += 100) {
    await send.click();
    await expect(page.getByText(`${sent} connections`, { exact: true })).toBeVisible();
  }
  await expect.poll(() => page.evaluate<number>('drawn.bars')).toBeGreaterThan(300);
  const flow = flowOf(result, scene, tallyTraffic({ text }, 300))!;
  const zoom = place({ x: 1, y: 0 }).x - place({ x: 0, y: 0 }).x;
  const widths = flow.ways.map(({ count }) => ((2 + (20 * count) / 300) * zoom).toFixed(2));
  expect(flow.ways.length).toBeGreaterThan(4);
  await expect.poll(() => page.evaluate<string[]>('[...drawn.streams].sort()')).toEqual([...new Set(widths)].sort());
});

test('what is said aloud follows the steps, one sentence at a time', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/load-balancer');
  const said = page.locator('p[role=status][aria-live=polite]');
  await kubehop.hops.first().click();
  await expect(said).toContainText('The client sends TCP SYN to tomcat-service');
  await page.locator('body').click({ position: { x: 700, y: 20 } });
  for (const sentence of [
    'The load balancer picks',
    'changes the destination to tomcat-',
    'changes the source to its own',
  ]) {
    await page.keyboard.press('ArrowRight');
    await expect(said).toContainText(sentence);
  }
});

test('the picture follows the packet, unless it is told not to', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/load-balancer');
  const still = (): Promise<string> =>
    page
      .locator('.kubehop-picture > canvas')
      .first()
      .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  for (let i = 0; i < 6; i++) await page.getByRole('button', { name: 'Zoom in' }).click();
  await kubehop.hops.first().click();
  await page.waitForTimeout(400);
  const start = await still();
  await kubehop.hops.nth(5).click();
  await expect.poll(async () => (await still()) === start).toBe(false);
  await page.getByRole('button', { name: 'How it plays' }).click();
  await page.getByRole('checkbox', { name: 'Keep the packet in view' }).uncheck();
  await page.keyboard.press('Escape');
  // a packet that has come to rest lies on what stands still: it is to move
  await kubehop.hops.nth(4).click();
  await page.waitForTimeout(400);
  const before = await still();
  await kubehop.hops.first().click();
  await page.waitForTimeout(600);
  expect((await still()) === before).toBe(true);
});

test('a NodePort packet is drawn at the doors and in the rules, and never at the Cluster IP', async ({ page }) => {
  const kubehop = new Kubehop(page);
  const scenario = nodePortText('Cluster', 'n2');
  await kubehop.open();
  await kubehop.write(scenario);
  await expect(page.getByText('1 endpoint ready')).toBeVisible();
  const { scene, timeline } = await sceneOn(page, scenario, {
    from: { kind: 'client' },
    url: 'tcp://192.168.251.101:31002',
  });
  const sky = scene.bands.find(({ network }) => network === 'cluster')!.rect;
  for (const { hop } of timeline.hops)
    expect(timeline.networkOf(hop.after.dst), 'a destination on the way').not.toBe('cluster');
  const points = timeline.way.legs.flatMap(({ stretches }) => stretches.flatMap((stretch) => stretch.points));
  expect(points.length).toBeGreaterThan(6);
  expect(Math.min(...points.map(({ y }) => y))).toBeGreaterThan(sky.y + sky.h);
  // the destination changes at the rules of the Node that was asked
  const dnat = timeline.hops.find(({ hop }) =>
    hop.steps.some((step) => step.kind === 'translate' && step.field === 'dst'),
  )!;
  const stop = timeline.way.stops[timeline.way.stopOfHop[dnat.index]!]!;
  expect(stop.kind).toBe('shelf');
  expect(stop.column?.key).toBe('Node//n1');
});
