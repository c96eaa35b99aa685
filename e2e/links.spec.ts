import links from '../conformance/links.json' with { type: 'json' };
import { encodeLink } from '../src/share/link.ts';
import { artefact, expect, test } from './kubehop.ts';
import { Kubehop } from './page.ts';

const yaml = `# made by hand: ünïcode, 你好
apiVersion: v1
kind: Service
metadata: {name: shop}
spec:
  selector: {app: shop}
  ports: [{port: 80, targetPort: 8080}]
---
apiVersion: v1
kind: Pod
metadata: {name: shop-1, labels: {app: shop}}
spec: {nodeName: n2, containers: [{name: shop, image: nginx, ports: [{containerPort: 8080}]}]}
`;

test('a copied link shows somebody else the same thing', async ({ page, browser }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write(yaml);
  await kubehop.sendTo('◇ Cluster IP');
  await kubehop.hops.filter({ hasText: 'dst ▸' }).first().click();
  const link = await kubehop.copyLink();
  const mine = await kubehop.inspector.innerText();

  const stranger = await browser.newContext();
  const other = new Kubehop(await stranger.newPage());
  await other.open(link);
  await expect(other.editor).toContainText('made by hand: ünïcode, 你好');
  await expect.poll(() => other.inspector.innerText()).toBe(mine);
  await stranger.close();
});

test('the address bar follows the text after an edit', async ({ page, browser }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write(yaml);
  await expect.poll(() => page.url()).toContain('#v3/');
  const stranger = await browser.newContext();
  const other = new Kubehop(await stranger.newPage());
  await other.open(page.url());
  await expect(other.editor).toContainText('name: shop-1');
  await stranger.close();
});

test('a draft survives a link, and is offered', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write(yaml);
  await expect.poll(() => page.url()).toContain('#v3/');
  await page.goto('about:blank');
  await kubehop.open('./#/s/nodeport');
  await page.getByRole('button', { name: 'Restore my draft' }).click();
  await expect(kubehop.editor).toContainText('name: shop-1');
});

test('a link that is too long for chat comes with a file, one that is too long for Kubehop is a file', async ({
  page,
}) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  // what does not repeat does not become short
  const noise = (n: number): string =>
    Array.from(
      { length: n },
      (_, i) =>
        `# ${Math.abs(Math.sin(i + 1))
          .toString(36)
          .slice(2)}`,
    ).join('\n');
  await kubehop.write(`${yaml}\n${noise(500)}\n`);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText('Some chat programs cut links that are this long; a file is safe.')).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save it as a file' }).click();
  expect((await download).suggestedFilename()).toBe('scenario.yaml');
  await page.screenshot({ path: artefact('long-link.png') });

  await kubehop.drop('large.yaml', `${yaml}\n${noise(9000)}\n`);
  await expect(page.getByText('large.yaml').first()).toBeVisible();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText('This scenario is too large for a link.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save it as a file' })).toBeVisible();
});

for (const [name, fragment, says] of [
  ['cut short', '#v1/q1YqU7Iy1FGqTMzNUbJSqoFAHVU', 'damaged link'],
  ['with a changed character', '#v1/q1YqU7Iy1FGqTMzNUbJSqoFAHVUc-A', 'damaged link'],
  ['of a newer version', '#v9/abc', 'newer version'],
  ['that never was one', '#/edit/dW5kZWZpbmVk', 'damaged link'],
  ['whose scenario was cut off', '#%20', 'missing'],
] as const) {
  test(`a link ${name} is explained beside an example (T13, T17)`, async ({ page }) => {
    await new Kubehop(page).open(`./${fragment}`);
    await expect(page.getByRole('alert')).toContainText(says);
  });
}

test('a link of a newer version says so, and shows its text', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open(`./#${encodeLink({ yaml }).replace(/^v3/, 'v7')}`);
  await expect(page.getByRole('alert')).toContainText('newer version of Kubehop');
  await expect(page.getByRole('alert')).toContainText('Its text is below');
  await expect(kubehop.editor).toContainText('made by hand');
});

test('what was typed in the terminal travels in the link, into the page and into an embed', async ({
  page,
  browser,
}) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await page.getByRole('tab', { name: 'Terminal' }).click();
  await page.getByRole('textbox', { name: 'Command' }).fill('kubectl scale rc/tomcat --replicas=1');
  await page.keyboard.press('Enter');
  await expect(page.getByText('replicationcontroller/tomcat scaled')).toBeVisible();
  await expect(page.getByText('100.0 %').first()).toBeVisible();
  const link = await kubehop.copyLink();
  expect(link).toContain('#v3/');

  const stranger = await browser.newContext();
  const other = new Kubehop(await stranger.newPage());
  await other.open(link);
  await expect(other.page.getByText('100.0 %').first()).toBeVisible();
  await other.page.getByRole('tab', { name: 'Terminal' }).click();
  await expect(other.page.getByText('replicationcontroller/tomcat scaled')).toBeVisible();
  await other.page.goto(link.replace('#', '?embed=1#'));
  await expect(other.page.getByText(/^1 of \d+ ·/)).toBeVisible({ timeout: 30_000 });
  await expect(
    other.page
      .getByRole('list', { name: 'Hops' })
      .getByText(/^tomcat-/)
      .first(),
  ).toBeVisible();
  await stranger.close();
});

test('every link that was ever published opens in the page (T11)', async ({ page }) => {
  const kubehop = new Kubehop(page);
  for (const { name, fragment, yaml: text } of links) {
    await page.goto('about:blank');
    await page.goto(`./#${fragment}`);
    await expect(page.getByRole('alert'), name).toHaveCount(0);
    const line = text.split('\n').findLast((written) => written.trim() !== '');
    // the editor shows a mark in place of what would turn its line around
    if (line) await expect(kubehop.editor, name).toContainText(line.replace(/[\u202a-\u202e]/g, '•'));
    else await expect(page.getByText('Paste a Service'), name).toBeVisible();
  }
});

test('unknown parameters are ignored (T14)', async ({ page }) => {
  await new Kubehop(page).open('./?url=https://example.com/x.yaml&config=1#/s/labels');
  await expect(page.getByText('No problems')).toBeVisible();
});

test('the embed shows the same scenario in a frame, without the editor', async ({ page, baseURL }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write(yaml);
  await kubehop.copyLink();
  await page.getByRole('button', { name: 'Embed' }).click();
  await page.getByRole('checkbox', { name: 'YAML' }).check();
  await page.getByRole('checkbox', { name: 'Readers change nothing' }).check();
  await expect(page.frameLocator('iframe').getByRole('textbox', { name: 'YAML' })).not.toBeEditable();
  const code = await page.getByLabel('Embed code').inputValue();
  const src = /src="([^"]+)"/.exec(code)?.[1]?.replaceAll('&amp;', '&') ?? '';
  expect(src.startsWith(baseURL ?? '')).toBe(true);
  await expect(page.frameLocator('iframe').locator('canvas:visible').first()).toBeVisible();
  await page.screenshot({ path: artefact('embed-dialog.png') });
  await page.goto(src);
  await expect(page.locator('canvas:visible').first()).toBeVisible();
  await expect(page.locator('.cm-editor')).toHaveCount(0);
  await expect(page.getByRole('textbox', { name: 'YAML' })).toHaveValue(yaml);
  await expect(page.locator('body')).toContainText(/TCP SYN|shop/);
});
