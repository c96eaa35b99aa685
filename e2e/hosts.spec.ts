// What a page that embeds Kubehop may count on: the code of docs/embedding.md works as it stands there, the frame talks
// with its host and with nobody else, takes neither focus nor scroll position, and survives what hosts do to frames.
import { readFileSync } from 'node:fs';
import type { FrameLocator, Page } from '@playwright/test';
import { embedCode } from '../src/share/embedForms.ts';
import { expect, test } from './hostPage.ts';

test.describe.configure({ timeout: 120_000 });
const started = { timeout: 60_000 };

/** The examples of the documentation in a language, with the address of this build. */
function examples(language: string, baseURL: string | undefined): string[] {
  const text = readFileSync('docs/embedding.md', 'utf8');
  const own = new URL(baseURL ?? '').origin;
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))].map(([, code = '']) =>
    code.replaceAll('https://YOUR-HOST', own),
  );
}

const yaml = readFileSync('src/scenarios/nodeport.yaml', 'utf8');
const frameAt = (
  baseURL: string | undefined,
  query: string,
  hash: string,
  style = 'width:800px;height:450px',
): string =>
  `<iframe title="Kubehop" src="${new URL(`./embed.html?embed=1&lang=en${query}${hash}`, baseURL).href}" style="${style}"></iframe>`;
const drawn = (frame: FrameLocator) => expect(frame.getByText(/^\d+ of \d+ ·/)).toBeVisible(started);

test("the documentation's element and frame work as they are written there", async ({ page, hostOf, baseURL }) => {
  const [element = '', frame = ''] = examples('html', baseURL);
  const rest = `metadata: {name: web}\nspec: {type: NodePort, selector: {app: web}, ports: [{port: 80}]}`;
  await page.goto(hostOf(element.replace('…', rest) + frame));
  for (const [shown, link] of [
    ['kubehop-playground iframe', /#v3\//],
    ['body > iframe', /#\/s\/load-balancer$/],
  ] as const) {
    await page.locator(shown).scrollIntoViewIfNeeded();
    await drawn(page.frameLocator(shown));
    await expect(page.frameLocator(shown).getByRole('link', { name: /Kubehop/ })).toHaveAttribute('href', link);
  }
});

for (const form of ['html', 'element', 'address'] as const)
  test(`what the share dialog writes works: ${form}`, async ({ page, hostOf, baseURL }) => {
    const code = embedCode(form, {
      base: new URL('./embed.html', baseURL).href,
      fragment: '/s/nodeport',
      title: 'A "door" on every Node',
      theme: 'dark',
      language: 'zh-CN',
      run: 'click',
      height: 440,
    });
    // the address alone is what Notion and Confluence put into a frame of their own
    const framed =
      form === 'address'
        ? `<iframe src="${code.replaceAll('&', '&amp;')}" width="700" height="440" style="border:0">`
        : code;
    await page.goto(hostOf(framed));
    const frame = page.frameLocator('iframe');
    await expect(frame.getByText(/^1 \/ \d+ ·/)).toBeVisible(started);
    await expect(frame.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect(frame.getByText(/:31002/).first()).toBeAttached(started);
    const box = await page.locator('iframe').boundingBox();
    expect(box?.height).toBe(440);
  });

test('the element shows a scenario of the gallery, and a link that it stands around', async ({
  page,
  hostOf,
  baseURL,
}) => {
  const script = `<script type="module" src="${new URL('./embed.js', baseURL).href}"></script>`;
  await page.goto(
    hostOf(
      `${script}<kubehop-playground lang="en" height="400" scenario="nodeport"></kubehop-playground>` +
        `<kubehop-playground lang="en" height="400"><a href="${new URL('./#/s/hairpin', baseURL).href}">Hairpin</a></kubehop-playground>`,
    ),
  );
  for (const [index, name] of ['nodeport', 'hairpin'].entries()) {
    await page.locator('iframe').nth(index).scrollIntoViewIfNeeded();
    const frame = page.frameLocator('iframe').nth(index);
    await drawn(frame);
    await expect(frame.getByRole('link', { name: /Kubehop/ })).toHaveAttribute('href', new RegExp(`#/s/${name}$`));
  }
});

/** Collects what the frame says to its host, and gives a way to speak to it. */
async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const heard: unknown[] = [];
    Object.assign(globalThis, { heard });
    addEventListener('message', ({ source, data }) => {
      if (source === document.querySelector('iframe')?.contentWindow) heard.push(data);
    });
  });
}
const tell = (page: Page, message: object): Promise<void> =>
  page.evaluate(
    (sent) => document.querySelector('iframe')?.contentWindow?.postMessage({ ns: 'kubehop', v: 1, ...sent }, '*'),
    message,
  );
const heard = (page: Page, type: string): Promise<{ payload: unknown; id?: unknown }[]> =>
  page.evaluate(
    (wanted) =>
      (globalThis as unknown as { heard: { type: string; payload: unknown }[] }).heard.filter((m) => m.type === wanted),
    type,
  );
const stateOf = async (page: Page, id: number): Promise<unknown> => {
  await tell(page, { type: 'getState', id });
  await expect.poll(async () => (await heard(page, 'state')).some((m) => m.id === id)).toBe(true);
  return (await heard(page, 'state')).find((m) => m.id === id)?.payload;
};

test('every message of the documentation is obeyed and answered', async ({ page, hostOf, baseURL }) => {
  await page.goto(hostOf('<p>Docs</p>'));
  await listen(page);
  await page.evaluate((src) => {
    const frame = Object.assign(document.createElement('iframe'), { src });
    frame.style.cssText = 'width:800px;height:450px';
    document.body.append(frame);
  }, new URL('./embed.html?embed=1&lang=en&autosize=1&speed=0.25#host', baseURL).href);
  await expect.poll(() => heard(page, 'ready'), started).toHaveLength(1);
  await expect.poll(async () => (await heard(page, 'resize')).map(({ payload }) => payload), started).toEqual([448]);
  await tell(page, { type: 'load', payload: yaml });
  const frame = page.frameLocator('iframe');
  await drawn(frame);
  let asked = 0;
  await expect.poll(() => stateOf(page, ++asked)).toMatchObject({ hop: 1, playing: false });
  await tell(page, { type: 'seek', payload: 3 });
  await expect(frame.getByText(/^3 of \d+ ·/)).toBeVisible();
  await expect.poll(async () => (await heard(page, 'step')).at(-1)?.payload).toMatchObject({ hop: 3, playing: false });
  await tell(page, { type: 'play' });
  await expect
    .poll(async () => (await heard(page, 'step')).at(-1)?.payload, started)
    .toMatchObject({ hop: 4, playing: true });
  await tell(page, { type: 'pause' });
  await expect.poll(() => stateOf(page, ++asked)).toMatchObject({ playing: false });
  await tell(page, { type: 'setTheme', payload: 'dark' });
  await expect(frame.locator('html')).toHaveAttribute('data-theme', 'dark');
  await tell(page, { type: 'load', payload: yaml.replace('name: web', 'name: shop') });
  await tell(page, { type: 'seek', payload: 2 });
  await expect(frame.getByText(/^2 of \d+ ·/)).toBeVisible(started);
  await tell(page, { type: 'load', payload: yaml.replace('type: NodePort', 'type: NodeDoor') });
  await expect.poll(async () => (await heard(page, 'error')).at(-1)?.payload, started).toMatch(/"NodeDoor"/);
});

test('a frame changes its language at the same place, and the element follows that of its page', async ({
  page,
  hostOf,
  baseURL,
}) => {
  await page.goto(hostOf(frameAt(baseURL, '&run=none&step=2', '#/s/nodeport')));
  const frame = page.frameLocator('iframe');
  await drawn(frame);
  await frame.getByRole('button', { name: 'One hop forward' }).click();
  await expect(frame.getByText(/^3 of \d+ ·/)).toBeVisible();
  await expect(frame.getByRole('link', { name: 'Open in Kubehop' })).toHaveAttribute('href', /#v3\//);
  await tell(page, { type: 'setLang', payload: 'zh-Hans' });
  await expect(frame.getByText(/^3 \/ \d+ ·/)).toBeVisible(started);

  const script = `<script type="module" src="${new URL('./embed.js', baseURL).href}"></script>`;
  await page.goto(
    hostOf(`${script}<script>document.documentElement.lang = 'zh-CN'</script>
    <kubehop-playground run="none"><pre>${yaml.replaceAll('<', '&lt;')}</pre></kubehop-playground>`),
  );
  await expect(frame.getByText(/^1 \/ \d+ ·/)).toBeVisible(started);
  await page.evaluate(() => (document.documentElement.lang = 'en'));
  await drawn(frame);
});

test('what is no message of ours changes nothing, and a stranger is not heard', async ({ page, hostOf, baseURL }) => {
  await page.goto(
    hostOf(`${frameAt(baseURL, '&step=2', '#/s/nodeport')}<iframe id="stranger" srcdoc="<p>Ads</p>"></iframe>`),
  );
  await listen(page);
  const frame = page.frameLocator('iframe').first();
  await expect(frame.getByText(/^2 of \d+ ·/)).toBeVisible(started);
  const junk: unknown[] = [
    null,
    7,
    'play',
    [],
    { ns: 'other', v: 1, type: 'seek', payload: 3 },
    { ns: 'kubehop', v: 2, type: 'seek', payload: 3 },
    { ns: 'kubehop', v: 1, type: '__proto__', payload: 3 },
    { ns: 'kubehop', v: 1, type: 'seek', payload: '3' },
    { ns: 'kubehop', v: 1, type: 'seek', payload: -1 },
    { ns: 'kubehop', v: 1, type: 'load', payload: { yaml: 'x' } },
    { ns: 'kubehop', v: 1, type: 'setTheme', payload: '<img>' },
    { ns: 'kubehop', v: 1, type: 'setLang', payload: ['zh-CN'] },
  ];
  await page.evaluate((all) => {
    const to = document.querySelector('iframe')?.contentWindow;
    for (const message of all) to?.postMessage(message, '*');
    // a frame beside it is none of its parents
    const stranger = document.querySelector<HTMLIFrameElement>('#stranger')?.contentDocument;
    const script = stranger?.createElement('script');
    if (!stranger || !script) throw new Error('no stranger');
    script.textContent = `parent.frames[0].postMessage({ ns: 'kubehop', v: 1, type: 'seek', payload: 4 }, '*')`;
    stranger.body.append(script);
  }, junk);
  // whatever was sent before this has been heard by now
  expect(await stateOf(page, 9)).toMatchObject({ hop: 2, playing: false });
  await expect(frame.getByText(/^2 of \d+ ·/)).toBeVisible();
});

test('frames that play take neither focus nor scroll position, and the wheel over one scrolls the page', async ({
  page,
  hostOf,
  baseURL,
}) => {
  const tall = '<p style="height:900px">Text</p>';
  await page.goto(
    hostOf(
      `<input aria-label="Search"><p>Docs</p>${frameAt(baseURL, '&run=auto', '#/s/nodeport')}${tall}${frameAt(baseURL, '&run=auto', '#/s/hairpin')}${tall}`,
    ),
  );
  const search = page.getByRole('textbox', { name: 'Search' });
  await search.focus();
  await expect(
    page
      .frameLocator('iframe')
      .first()
      .getByText(/^2 of \d+ ·/),
  ).toBeVisible(started);
  await expect(search).toBeFocused();
  expect(await page.evaluate(() => scrollY)).toBe(0);
  // the other one is out of sight: nothing of it was calculated
  await expect(page.frameLocator('iframe').nth(1).locator('canvas')).toHaveCount(0);
  const box = (await page.locator('iframe').first().boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.wheel(0, 400);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(200);
  await expect(search).toBeFocused();
});

test('Tab goes into a frame and out of it again', async ({ page, hostOf, baseURL }) => {
  await page.goto(
    hostOf(
      `<button>Before</button>${frameAt(baseURL, '&run=none&panels=picture,timeline,terminal,yaml', '#/s/nodeport')}<button>After</button>`,
    ),
  );
  const frame = page.frameLocator('iframe');
  await drawn(frame);
  await page.getByRole('button', { name: 'Before' }).focus();
  await page.keyboard.press('Tab');
  await expect(page.locator('iframe')).toBeFocused();
  const after = page.getByRole('button', { name: 'After' });
  for (let i = 0; i < 80 && !(await after.evaluate((button) => button === document.activeElement)); i++)
    await page.keyboard.press('Tab');
  await expect(after).toBeFocused();
});

test('a frame that becomes nothing, and one that is moved in the page, come back', async ({
  page,
  hostOf,
  baseURL,
}) => {
  await page.goto(hostOf(`<div id="a">${frameAt(baseURL, '', '#/s/nodeport')}</div><div id="b"></div>`));
  const frame = page.frameLocator('iframe');
  const element = page.locator('iframe');
  await drawn(frame);
  for (const size of ['0', '1px'])
    await element.evaluate((iframe, length) => Object.assign(iframe.style, { width: length, height: length }), size);
  await element.evaluate((iframe) => Object.assign(iframe.style, { width: '320px', height: '240px' }));
  const canvas = frame.locator('canvas:visible').first();
  await expect(canvas).toBeVisible();
  const inside = await canvas.boundingBox();
  expect(inside?.width).toBeGreaterThan(300);
  expect(inside?.width).toBeLessThanOrEqual(320);
  await expect(frame.getByText(/^1 of \d+ ·/)).toBeVisible();
  // a frame that is put elsewhere is loaded anew
  await page.evaluate(() => document.querySelector('#b')?.append(document.querySelector('iframe')!));
  await drawn(frame);
});

for (const [scenario, what] of [
  ['ingress-controller', 'a kind'],
  ['localhost-node-port', 'a mode of kube-proxy'],
] as const)
  test(`${what} that the small engine lacks is shown all the same, with scripts alone: ${scenario}`, async ({
    page,
    hostOf,
    baseURL,
  }) => {
    const frame = frameAt(baseURL, '', `#/s/${scenario}`).replace('<iframe', '<iframe sandbox="allow-scripts"');
    await page.goto(hostOf(frame));
    await drawn(page.frameLocator('iframe'));
  });
