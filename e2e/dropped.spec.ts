// What is too much, or no text at all: each is answered, and the page stays alive.
import { expect, nodePortText, test } from './kubehop.ts';
import { Kubehop } from './page.ts';

/** So many Services as kubectl prints them. */
const dump = (documents: number, annotation = ''): string =>
  Array.from(
    { length: documents },
    (_, i) => `apiVersion: v1
kind: Service
metadata:
  name: web-${i}
  annotations: {note: "${annotation}"}
spec:
  selector: {app: web-${i}}
  ports: [{port: 80}]
`,
  ).join('---\n');

test('a binary file is refused by name, and the text stays (T10)', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.drop('logo.png', [137, 80, 78, 71, 0, 0, 0, 13]);
  await expect(page.getByText('logo.png is not a text file. Drop YAML or JSON.')).toBeVisible();
  await expect(kubehop.editor).toContainText('Service');
});

test('a file of more than a gigabyte is refused by its size, before it is read (T10)', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  const dataTransfer = await page.evaluateHandle(() => {
    const some = new Blob(['kind: Service\n'.repeat(1_000_000)]);
    const transfer = new DataTransfer();
    transfer.items.add(new File(Array<Blob>(80).fill(some), 'everything.yaml'));
    return transfer;
  });
  expect(await dataTransfer.evaluate(({ files }) => files[0]!.size)).toBeGreaterThan(1e9);
  await page.dispatchEvent('body', 'drop', { dataTransfer });
  await expect(page.getByText(/everything\.yaml.*(MB|too large)/)).toBeVisible();
  await expect(kubehop.editor).toContainText('Service');
});

test('10 MB are opened, and the page answers while they are read (T10)', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  const text = dump(2000, 'x'.repeat(5000));
  expect(text.length).toBeGreaterThan(10_000_000);
  await kubehop.drop('large.yaml', text);
  await expect(page.getByRole('button', { name: /1 of 2000/ })).toBeVisible({ timeout: 60_000 });
  // it answers a click at once, whatever the worker does
  await page.getByRole('tab', { name: 'Objects' }).click({ timeout: 5000 });
  await page.getByRole('tab', { name: 'scenario.yaml' }).click({ timeout: 5000 });
  await expect(page.locator('button[aria-expanded]', { hasText: /\d+ warnings|\d+ errors/ })).toBeVisible({
    timeout: 90_000,
  });
});

test('118 MB are opened, and the page answers while they are read (T10)', async ({ page }) => {
  test.setTimeout(300_000);
  const kubehop = new Kubehop(page);
  await kubehop.open();
  // made in the page: what a test sends there goes through a socket
  const dataTransfer = await page.evaluateHandle((one) => {
    const long = one.replace('note: ""', `note: "${'x'.repeat(59_000)}"`);
    const documents = Array.from({ length: 2000 }, (_, i) => long.replaceAll('web-0', `web-${i}`));
    const transfer = new DataTransfer();
    transfer.items.add(new File([documents.join('---\n')], 'everything.yaml', { type: 'text/yaml' }));
    return transfer;
  }, dump(1));
  expect(await dataTransfer.evaluate(({ files }) => files[0]!.size)).toBeGreaterThan(118_000_000);
  await page.dispatchEvent('body', 'drop', { dataTransfer });
  await expect(page.getByRole('button', { name: /1 of 2000/ })).toBeVisible({ timeout: 60_000 });
  await page.getByRole('tab', { name: 'Objects' }).click({ timeout: 10_000 });
  await page.getByRole('tab', { name: 'scenario.yaml' }).click({ timeout: 10_000 });
  await expect(kubehop.editor).toContainText('web-0');
  // it is calculated, or a machine that is too slow for it says so and offers to try again: nothing waits for ever
  const found = page.locator('button[aria-expanded]', { hasText: /\d+ warnings|\d+ errors/ });
  await expect(found.or(page.getByRole('button', { name: 'Run again' })).first()).toBeVisible({ timeout: 200_000 });
});

test('a fix that is pressed in the moment after a change is made where its line is then', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write(nodePortText('Cluster', 'n1').replace('selector: {app: web}', 'selector: {app: wbe}'));
  await page.locator('button[aria-expanded]', { hasText: '1 warning' }).click();
  const fix = page.getByRole('list', { name: 'Problems' }).getByRole('button', { name: 'Select app=web' });
  await expect(fix).toBeVisible();
  // the text changes in the moment before the fix is wanted
  await page.evaluate(async () => {
    const button = [...document.querySelectorAll('button')].find((one) => one.textContent === 'Select app=web');
    document.querySelector<HTMLElement>('.cm-content')?.focus();
    document.execCommand('insertText', false, '# a line more\n');
    await new Promise((resolve) => setTimeout(resolve, 0));
    button?.click();
  });
  await expect(kubehop.editor).toContainText('selector: {app: web}');
  await expect(kubehop.editor).toContainText('# a line more');
  await expect(page.getByText('The text has changed since.')).toHaveCount(0);
});
