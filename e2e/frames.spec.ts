// The embed in a page of another site, as documentation has it: with each sandbox that authors use. A frame without
// `allow-same-origin` has an opaque origin, where neither storage nor a worker by URL is allowed.
import { readFileSync } from 'node:fs';
import { encodeLink } from '../src/share/link.ts';
import { expect, test } from './hostPage.ts';

test.describe.configure({ timeout: 90_000 });

const yaml = readFileSync('src/scenarios/nodeport.yaml', 'utf8');
const paths = { 'the page with ?embed=1': './?embed=1', 'the embed page': './embed.html' };
const sandboxes = {
  'no sandbox': '',
  'allow-same-origin': 'sandbox="allow-scripts allow-same-origin"',
  'scripts alone': 'sandbox="allow-scripts"',
};

for (const [form, path] of Object.entries(paths))
  for (const [name, sandbox] of Object.entries(sandboxes))
    test(`${form} works in a foreign frame, ${name} (T38)`, async ({ page, hostOf, baseURL }) => {
      const src = new URL(path, baseURL).href + `#${encodeLink({ yaml })}`;
      await page.goto(hostOf(`<iframe title="Kubehop" src="${src}" ${sandbox} width="800" height="450"></iframe>`));
      const frame = page.frameLocator('iframe');
      const hops = frame.getByRole('list', { name: 'Hops' }).getByRole('button');
      await expect(hops.first()).toBeVisible({ timeout: 40_000 });
      await expect(frame.getByText(/^1 of \d+ · .*:31002/)).toBeVisible();
      await hops.nth(1).click();
      await expect(frame.getByText(/^2 of \d+ ·/)).toBeVisible();
      await frame.getByRole('button', { name: 'One hop forward' }).click();
      await expect(frame.getByText(/^3 of \d+ ·/)).toBeVisible();
    });

test('the element turns a block of YAML into a picture, follows the theme of its page, and leaves the block for print', async ({
  page,
  hostOf,
  baseURL,
}) => {
  const block = (run: string, lineEnd = '\n'): string =>
    `<kubehop-playground lang="en" run="${run}"><pre>${yaml.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', lineEnd)}</pre></kubehop-playground>`;
  const script = `<script type="module" src="${new URL('./embed.js', baseURL).href}"></script>`;
  await page.goto(
    hostOf(`<style>pre { display: block }</style>${script}${block('click')}<p>Between</p>${block('none', '<br>')}`),
  );
  const frame = page.frameLocator('iframe').first();
  await expect(frame.getByText(/^1 of \d+ · .*:31002/)).toBeVisible({ timeout: 40_000 });
  await expect(page.locator('pre').first()).toBeHidden();
  // a framework that made the element finds in it what it made
  expect(
    await page
      .locator('kubehop-playground')
      .first()
      .evaluate((element) => element.childNodes.length),
  ).toBe(1);
  await expect(page.locator('iframe').first()).toHaveCSS('height', /^(3[2-9]\d|[45]\d\d|6[0-4]\d)px$/);

  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
  await expect(frame.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'light'));
  await expect(frame.locator('html')).toHaveAttribute('data-theme', 'light');

  // the text is in the link, although it never was in an address
  const open = frame.getByRole('link', { name: 'Open in Kubehop' });
  await expect(open).toHaveAttribute('href', new RegExp(`#${encodeLink({ yaml })}$`));

  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect(page.locator('pre').first()).toBeVisible();
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect(page.locator('pre').first()).toBeHidden();

  // the second one waits until it is seen
  await page.locator('iframe').nth(1).scrollIntoViewIfNeeded();
  await expect(
    page
      .frameLocator('iframe')
      .nth(1)
      .getByText(/^1 of \d+ ·/),
  ).toBeVisible({ timeout: 40_000 });
});

test('another scenario can be loaded into a frame, by the page around it and by nobody else (T34)', async ({
  page,
  hostOf,
  baseURL,
}) => {
  const src = `${new URL('./embed.html?embed=1&lang=en', baseURL).href}#host`;
  await page.goto(hostOf(`<iframe title="Kubehop" src="${src}" width="800" height="450"></iframe>`));
  const frame = page.frameLocator('iframe');
  await expect(frame.getByRole('button', { name: 'Run' })).toBeVisible({ timeout: 40_000 });
  const load = (text: string) =>
    page.evaluate(
      ([payload, origin]) =>
        document
          .querySelector('iframe')
          ?.contentWindow?.postMessage({ ns: 'kubehop', v: 1, type: 'load', payload }, origin ?? ''),
      [text, new URL(baseURL ?? '').origin] as const,
    );
  // from inside of the frame itself: not the page around it
  await frame.locator('body').evaluate((_, text) => {
    window.postMessage({ ns: 'kubehop', v: 1, type: 'load', payload: text }, '*');
  }, yaml);
  await load(yaml.replaceAll('31002', '31003'));
  await expect(frame.getByText(/^1 of \d+ · .*:31003/)).toBeVisible({ timeout: 40_000 });
  await load(yaml);
  await expect(frame.getByText(/^1 of \d+ · .*:31002/)).toBeVisible({ timeout: 40_000 });
  await load('kind: [');
  await expect(frame.locator('body')).toContainText(/error|yaml/i);
});

test('a frame that is hidden asks for no frame, and goes on where it was when it is shown (T39)', async ({
  page,
  hostOf,
  baseURL,
}) => {
  await page.addInitScript(() => {
    const original = window.requestAnimationFrame.bind(window);
    Object.assign(window, { frames_: 0 });
    window.requestAnimationFrame = (work) =>
      original((now) => {
        (window as unknown as { frames_: number }).frames_++;
        work(now);
      });
  });
  const src = new URL('./embed.html?embed=1&speed=0.25', baseURL).href + `#${encodeLink({ yaml })}`;
  await page.goto(hostOf(`<iframe title="Kubehop" src="${src}" width="800" height="450"></iframe>`));
  const frame = page.frameLocator('iframe');
  await expect(frame.getByText(/^1 of \d+ ·/)).toBeVisible({ timeout: 40_000 });
  await frame.getByRole('button', { name: 'Run' }).click();
  const inside = page.frames()[1]!;
  const drawn = (): Promise<number> => inside.evaluate(() => (window as unknown as { frames_: number }).frames_);
  await expect.poll(drawn).toBeGreaterThan(5);
  const display = (value: string) => page.locator('iframe').evaluate((one, to) => (one.style.display = to), value);
  await display('none');
  await page.waitForTimeout(300);
  const [hidden, hop] = [await drawn(), await inside.locator('text=/^\\d+ of \\d+ ·/').textContent()];
  await page.waitForTimeout(2000);
  expect((await drawn()) - hidden).toBeLessThanOrEqual(1);
  await display('');
  expect(await inside.locator('text=/^\\d+ of \\d+ ·/').textContent()).toBe(hop);
  // it rests until it is told to play again
  await frame.getByRole('button', { name: 'Play' }).click();
  await expect.poll(drawn).toBeGreaterThan(hidden + 5);
});
