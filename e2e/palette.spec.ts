import { artefact, expect, expectNoViolations, phoneContext, test } from './kubehop.ts';
import { Kubehop } from './page.ts';

test.use({ viewport: { width: 1440, height: 900 } });

test('everything is reached from the palette, by the keyboard alone', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/load-balancer');
  // from the editor too, where letters are letters
  await kubehop.editor.click();
  let field = await kubehop.find('');
  await expect(field).toBeFocused();
  await expectNoViolations(page);
  await page.screenshot({ path: artefact('palette.png') });
  const options = page.getByRole('listbox').getByRole('option');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  await field.press('ArrowDown');
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(field).toHaveAttribute('aria-activedescendant', (await options.nth(1).getAttribute('id'))!);
  await field.press('ArrowUp');
  await field.press('ArrowUp');
  await expect(options.last()).toHaveAttribute('aria-selected', 'true');
  await field.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(kubehop.editor).toBeFocused();

  const choose = async (text: string): Promise<void> => (await kubehop.find(text)).press('Enter');
  await choose('ladder');
  await expect(page.getByRole('tab', { name: 'Ladder' })).toHaveAttribute('aria-selected', 'true');
  await choose('theme dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await choose('expo');
  await expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible();
  await page.keyboard.press('Escape');
  // letters of a name in their order
  await choose('cplnk');
  await expect(page.getByText(/Link copied|in the address bar/)).toBeVisible();
  await choose('shop');
  await expect(kubehop.inspector).toContainText('app=shop');
  await choose('tcp://tomcat-service:80');
  await expect(page.getByLabel('To', { exact: true }).locator('option:checked')).toContainText('tomcat-service:80');
  await choose('kubectl get pods');
  await expect(page.getByRole('log')).toContainText('shop');
  await choose('terminal at node/n1');
  await expect(page.getByRole('textbox', { name: 'Command' })).toBeFocused();
  await page.keyboard.press('F1');
  field = page.getByRole('combobox', { name: /^Find a Service/ });
  await field.fill('ping cluster');
  await kubehop.found(/Open .*ping/i).click();
  await expect(page).toHaveURL(/ping-cluster-ip/);
});

test('in Chinese, by Chinese and English names; the phone has all of it behind one button', async ({
  browser,
  baseURL,
}) => {
  const context = await phoneContext(browser, baseURL);
  const page = await context.newPage();
  await page.goto('./?lang=zh-CN#/s/load-balancer');
  const field = page.getByRole('combobox', { name: /^查找/ });
  for (const name of ['导出', 'export']) {
    await page.getByRole('button', { name: '查找或执行…' }).click();
    await expectNoViolations(page);
    await field.fill(name);
    await page.getByRole('option', { name: '导出' }).first().click();
    await expect(page.getByRole('dialog', { name: '导出' })).toBeVisible();
    await page.getByRole('button', { name: '关闭' }).click();
  }
  await context.close();
});

test('a dialog that cannot be loaded does not take the page with it', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await page.route(/\/ExportDialog-[\w-]+\.js$/, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: 'throw new Error();' }),
  );
  await kubehop.open('./#/s/load-balancer');
  await page.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByText('This could not be loaded.')).toBeVisible();
  await expect(kubehop.editor).toBeVisible();
});
