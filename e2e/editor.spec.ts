// The editor knows what it edits: it completes fields and names, and tells what a field means.
import type { Page } from '@playwright/test';
import { artefact, expect, expectNoViolations, phoneContext, test } from './kubehop.ts';
import { Kubehop } from './page.ts';

const SHOP = `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  ports:
  - port: 80
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  replicas: 2
  selector: {matchLabels: {app: cart}}
  template:
    metadata: {labels: {app: cart}}
    spec:
      containers:
      - {name: cart, image: tomcat, ports: [{name: http, containerPort: 8080}]}
`;

/** Puts the cursor at the end of a line. */
async function goTo(kubehop: Kubehop, line: number): Promise<void> {
  await kubehop.editor.focus();
  await kubehop.page.keyboard.press('ControlOrMeta+Home');
  for (let i = 1; i < line; i += 1) await kubehop.page.keyboard.press('ArrowDown');
  await kubehop.page.keyboard.press('End');
}

test('a word that is whole is not completed: Enter goes to the next line', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write('');
  await page.keyboard.type('apiVersion: v1', { delay: 60 });
  await page.keyboard.press('Enter');
  await page.keyboard.type('kind: Service', { delay: 60 });
  await page.keyboard.press('Enter');
  await expect(kubehop.editor.locator('.cm-line')).toHaveText(['apiVersion: v1', 'kind: Service', '']);
});

/**
 * Takes what is selected in the open list. A list that has only just opened takes no Enter yet: the
 * writer may have meant a new line (`interactionDelay` of @codemirror/autocomplete, 75 ms).
 */
async function accept(page: Page, key: 'Enter' | 'Tab'): Promise<void> {
  await page.waitForTimeout(150);
  await page.keyboard.press(key);
}

test('a Service is completed by keys alone, from what exists, and delivers', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write(SHOP);
  await goTo(kubehop, 7);
  const list = page.locator('.cm-tooltip-autocomplete');
  await page.keyboard.press('Enter');
  await page.keyboard.type('tar');
  await expect(list.getByRole('option', { selected: true })).toContainText('targetPort');
  await expect(page.locator('.cm-completionInfo')).toContainText('In the data path');
  await accept(page, 'Enter');
  // behind the colon its values come by themselves
  await expect(list.getByRole('option', { selected: true })).toContainText('http');
  await page.screenshot({ path: artefact('completion.png') });
  await accept(page, 'Tab');
  await expect(kubehop.editor).toContainText('targetPort: http');
  await goTo(kubehop, 5);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Space');
  await expect(list.getByRole('option').first()).toBeVisible();
  await page.keyboard.type('selec');
  await expect(list.getByRole('option', { selected: true })).toContainText('selector');
  await accept(page, 'Enter');
  await page.keyboard.press('Control+Space');
  await expect(list.getByRole('option', { selected: true })).toContainText('app');
  await accept(page, 'Enter');
  await page.keyboard.press('Control+Space');
  await expect(list.getByRole('option', { selected: true })).toContainText('cart');
  await expectNoViolations(page);
  await accept(page, 'Enter');
  await expect(page.getByText('No problems. 2 endpoints ready.')).toBeVisible();
  await kubehop.sendTo('◇ Cluster IP');
  expect(await kubehop.sentences()).toMatch(/cart-[\w-]+ answers/);
});

test('a field tells what it means: under the pointer and at the cursor', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write(SHOP);
  const tip = page.locator('.cm-field');
  // what tells it is loaded when somebody comes into the editor
  await expect(async () => {
    await page.mouse.move(0, 0);
    // the line is longer than the word
    await kubehop.editor.getByText('replicas').hover({ position: { x: 45, y: 8 } });
    await expect(tip).toContainText('spec.replicas', { timeout: 2000 });
  }).toPass();
  await expect(tip).toContainText('each an endpoint once it is ready');
  await page.mouse.move(0, 0);
  await expect(tip).toBeHidden();
  await goTo(kubehop, 7);
  await page.keyboard.press('Shift+F1');
  await expect(tip).toContainText('The port that clients ask for');
  await expectNoViolations(page);
  await page.screenshot({ path: artefact('field.png') });
  await page.keyboard.press('Escape');
  await expect(tip).toBeHidden();
});

test('a line that is longer than the pane goes on below itself, deeper than it begins', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write(`# shop\n    # ${'a long remark '.repeat(8)}\n`);
  const rows = await page.locator('.cm-line', { hasText: 'a long remark' }).evaluate((line) => {
    const range = document.createRange();
    range.selectNodeContents(line);
    return [...range.getClientRects()].map(({ left, right, top }) => ({ left, right, top }));
  });
  const first = rows[0];
  const second = rows.find(({ top }) => first && top > first.top + 5);
  if (!first || !second) throw new Error('the line is not broken');
  // beyond the four blanks that it begins with
  expect(second.left).toBeGreaterThan(first.left + 25);
  const cut = await page.locator('.cm-scroller').evaluate((pane) => pane.scrollWidth - pane.clientWidth);
  expect(cut).toBe(0);
});

test('several cursors are all seen, and write alike; the only one is the browser’s own', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write('# shop\n# cart\n');
  const drawn = page.locator('.cm-cursor:visible');
  const ownCaret = () =>
    kubehop.editor.evaluate((content) => getComputedStyle(content).caretColor !== 'rgba(0, 0, 0, 0)');
  await expect(drawn).toHaveCount(0);
  expect(await ownCaret()).toBe(true);
  const line = (text: string) => kubehop.editor.locator('.cm-line', { hasText: text });
  await line('shop').click();
  await page.keyboard.press('End');
  await line('cart').click({ modifiers: ['Alt'], position: { x: 200, y: 5 } });
  await expect(drawn).toHaveCount(2);
  expect(await ownCaret()).toBe(false);
  await page.keyboard.type('!');
  await expect(kubehop.editor.locator('.cm-line')).toHaveText(['# shop!', '# cart!', '']);
  // the first may only end a completion that was about to be asked for
  await expect(async () => {
    await page.keyboard.press('Escape');
    await expect(drawn).toHaveCount(0, { timeout: 500 });
  }).toPass();
  expect(await ownCaret()).toBe(true);
});

test('on a phone a finger that rests on a field is told what it means', async ({ browser, baseURL }) => {
  const context = await phoneContext(browser, baseURL);
  const page = await context.newPage();
  await page.goto('./#s=nodeport');
  await expect(page.locator('.kubehop-picture')).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: 'YAML' }).tap();
  const field = page.locator('.cm-line', { hasText: 'nodePort:' }).first();
  await field.scrollIntoViewIfNeeded();
  const box = await field.boundingBox();
  if (!box) throw new Error('the field is not on the page');
  const session = await context.newCDPSession(page);
  const touchPoints = [{ x: box.x + 50, y: box.y + box.height / 2 }];
  const tip = page.locator('.cm-field');
  await expect(async () => {
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
    try {
      await expect(tip).toContainText('In the data path', { timeout: 2000 });
    } finally {
      await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    }
  }).toPass();
  await page.screenshot({ path: artefact('field-phone.png') });
  await context.close();
});

test('from a selector to the labels it selects and back, and a label renamed at all places in one step', async ({
  page,
}) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write(
    SHOP.replace('  ports:\n  - port: 80', '  selector: {app: cart}\n  ports:\n  - {port: 80, targetPort: http}'),
  );
  await goTo(kubehop, 6);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('F12');
  // the template's labels are selected
  await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe('cart');
  await page.keyboard.press('F12');
  const places = page.getByRole('group', { name: 'Places' });
  await expect(places.getByRole('button')).toHaveCount(2);
  await expectNoViolations(page);
  await page.screenshot({ path: artefact('places.png') });
  await page.keyboard.press('Enter');
  await expect(places).toBeHidden();
  await page.keyboard.press('F2');
  const name = page.getByLabel('Rename cart at 3 places to');
  await name.fill('basket');
  await page.keyboard.press('Enter');
  await expect(kubehop.editor).toContainText('selector: {app: basket}');
  await expect(kubehop.editor).toContainText('metadata: {labels: {app: basket}}');
  await expect(kubehop.editor).toContainText('metadata: {name: cart}');
  await expect(page.getByText('No problems. 2 endpoints ready.')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(kubehop.editor).toContainText('selector: {app: cart}');
  await expect(kubehop.editor).not.toContainText('basket');
});

test('the list of documents goes to another one, and marks the one with a problem', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write(SHOP.replace('  ports:', '  selector: {app: crat}\n  ports:'));
  await expect(page.locator('button[aria-expanded]', { hasText: '1 warning' })).toBeVisible();
  await page.getByRole('button', { name: /^Deployment cart 2 of 2/ }).click();
  const list = page.getByRole('group', { name: 'Documents' });
  await expect(list.getByRole('button', { name: /warning Service shop line 1/ })).toBeVisible();
  await expectNoViolations(page);
  await page.screenshot({ path: artefact('documents.png') });
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(list).toBeHidden();
  await expect(page.getByRole('button', { name: /^Service shop 1 of 2/ })).toBeVisible();
  await expect(kubehop.editor).toBeFocused();
});

test('a Service is set by a form: each control edits the text, and undo is the editor’s', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  const aliased = SHOP.replace('Labels: {app: cart}', 'Labels: &labels {app: cart}').replace(
    'labels: {app: cart}}',
    'labels: *labels}',
  );
  await kubehop.write(aliased.replace('  - port: 80', '  - port: 80 # the door'));
  await goTo(kubehop, 5);
  await page.getByRole('button', { name: 'Form', exact: true }).click();
  const form = page.getByRole('region', { name: 'Form of Service shop' });
  await form.getByLabel('Add: Selects Pods with').fill('app=cart');
  await page.keyboard.press('Enter');
  await expect(kubehop.editor).toContainText('selector: {app: cart}');
  await form.getByLabel('To the Pod’s port').fill('http');
  await page.keyboard.press('Enter');
  await expect(page.getByText('No problems. 2 endpoints ready.')).toBeVisible();
  await form.getByLabel('Type').selectOption('NodePort');
  await expect(kubehop.editor).toContainText('type: NodePort');
  await form.getByLabel('From outside, to Pods on').selectOption('Local');
  await expect(kubehop.editor).toContainText('externalTrafficPolicy: Local');
  await expect(kubehop.editor).toContainText('port: 80 # the door');
  await expectNoViolations(page);
  await page.screenshot({ path: artefact('form.png') });
  await kubehop.editor.focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(kubehop.editor).not.toContainText('externalTrafficPolicy');
  await expect(form.getByLabel('From outside, to Pods on')).toHaveValue('Cluster');
  await page.keyboard.press('ControlOrMeta+End');
  const workload = page.getByRole('region', { name: 'Form of Deployment cart' });
  await workload.getByLabel('Pods replicas').fill('3');
  await page.keyboard.press('Enter');
  await expect(page.getByText('No problems. 3 endpoints ready.')).toBeVisible();
  await expect(kubehop.editor).toContainText('labels: *labels');
});
