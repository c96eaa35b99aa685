// A newcomer's path: paste what is broken, read why, apply the fix, see the packet arrive, copy the link.
import { readFileSync } from 'node:fs';
import { artefact, expect, expectNoViolations, nodePortText, phoneContext, test } from './kubehop.ts';
import { Kubehop } from './page.ts';

const BROKEN = nodePortText('Cluster', 'n1').replace('selector: {app: web}', 'selector: {app: wbe}');

test('by mouse: the problem, its reason and its fix, and the packet arrives', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write(BROKEN);
  await page.locator('button[aria-expanded]', { hasText: '1 warning' }).click();
  const problems = page.getByRole('list', { name: 'Problems' });
  await expect(problems).toContainText('Service web selects nothing: no Pod in default has app=wbe');
  await expect(problems).toContainText('Pods have app=web.');
  await problems.getByRole('button', { name: 'Select app=web' }).click();
  await expect(page.getByText('No problems')).toBeVisible();
  await expect(kubehop.editor).toContainText('selector: {app: web}');
  await kubehop.sendTo('■ node port');
  expect(await kubehop.sentences()).toContain('web-1 answers');
  expect(await kubehop.copyLink()).toContain('#v3/');
});

test('by keyboard: F8 goes to the problem, and the fix is a button of its message', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write(BROKEN);
  await expect(page.locator('button[aria-expanded]', { hasText: '1 warning' })).toBeVisible();
  await kubehop.editor.focus();
  await page.keyboard.press('F8');
  const told = page.locator('.cm-tooltip-lint, .cm-panel-lint, .cm-diagnostic').first();
  await expect(told).toContainText('selects nothing');
  await page.locator('button[aria-expanded]', { hasText: '1 warning' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Select app=web', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('No problems')).toBeVisible();
  await kubehop.hops.first().focus();
  await page.keyboard.press('t');
  await expect(page.getByRole('list', { name: 'The connection, hop by hop' })).toContainText('web-1 answers');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(page.getByText(/Link copied|in the address bar/)).toBeVisible();
  expect(page.url()).toContain('#v3/');
});

test('what the API server refuses has a fix too', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write(nodePortText('Cluster', 'n1').replace('31002', '2181'));
  await page.locator('button[aria-expanded]', { hasText: '1 error' }).click();
  const problems = page.getByRole('list', { name: 'Problems' });
  await expect(problems).toContainText('provided port is not in the valid range');
  await problems.getByRole('button', { name: 'Leave out nodePort' }).click();
  await expect(page.getByText('No problems')).toBeVisible();
});

test('slips of the pen are mended one after another, from the first that the inspector shows', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  const slips = [
    ['selector:', 'selectors:'],
    ['nodePort: 31002', 'nodePort: "31002"'],
    ['kind: Pod', 'kind: pod1'],
  ] as const;
  const good = nodePortText('Cluster', 'n1');
  const text = slips.reduce((one, [right, wrong]) => one.replace(right, wrong), good);
  await kubehop.drop('mine.yaml', text);
  await kubehop.inspector.getByRole('button', { name: 'errors in the text: show the first' }).click();
  await expect(kubehop.editor).toBeFocused();
  await page.locator('button[aria-expanded]', { hasText: /\d errors/ }).click();
  const problems = page.getByRole('list', { name: 'Problems' });
  for (const name of ['kind: Pod', 'nodePort: 31002', 'Write selector']) {
    const fix = problems.getByRole('button', { name, exact: true });
    await fix.click();
    // the text has been looked at again: pressed before that, the next one is for an older text, and does nothing
    await expect(fix).toBeHidden();
  }
  await expect(page.getByText('No problems')).toBeVisible();
  await kubehop.sendTo('■ node port');
  expect(await kubehop.sentences()).toContain('web-1 answers');
});

const SLIPS = nodePortText('Cluster', 'n1')
  .replace('selector:', 'selectors:')
  .replace('port: 80,', '')
  .replace('name: web, image', 'image');

test('what needs no choice is mended at one press, and one undo takes it back', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write(SLIPS);
  const fix = page.getByRole('button', { name: 'Fix 2', exact: true });
  await fix.focus();
  await expectNoViolations(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').getByText('3 fixes made. One undo takes all back.')).toBeVisible();
  await expect(page.getByText('No problems')).toBeVisible();
  await expect(kubehop.editor).toContainText('selector: {app: web}');
  await expect(fix).toBeHidden();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(kubehop.editor).toContainText('selectors: {app: web}');
  await expect(fix).toBeVisible();
});

test('the same from the palette, in Chinese', async ({ page }) => {
  await page.goto('?lang=zh-CN');
  await expect(page.locator('.kubehop-picture')).toBeVisible({ timeout: 20_000 });
  const kubehop = new Kubehop(page);
  await kubehop.drop('mine.yaml', SLIPS);
  await expect(page.getByRole('button', { name: '修复 2 处' })).toBeVisible();
  await page.keyboard.press('F1');
  await page.getByRole('combobox', { name: '查找' }).fill('修复');
  await page.keyboard.press('Enter');
  await expect(page.getByText('已修复 3 处，一次撤销即可全部还原。')).toBeVisible();
  await expect(page.getByText('没有问题，1 个端点就绪。')).toBeVisible();
});

test('a connection that fails is asked why: the chain, the line, and an edit that was tried', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write(nodePortText('Local', 'n2'));
  await kubehop.sendTo('■ node port');
  await expect(kubehop.inspector.getByRole('button', { name: 'Why?' })).toBeVisible();
  await kubehop.inspector.getByRole('button', { name: 'Why?' }).click();
  const why = page.getByRole('region', { name: 'Why', exact: true });
  await expect(why).toContainText('externalTrafficPolicy is Local');
  await expect(why).toContainText('it has no Pod on n1, n3');
  await expect(why.getByRole('link')).toHaveAttribute('href', /^https:\/\/kubernetes\.io\/docs\//);
  await expectNoViolations(page);
  await page.screenshot({ path: artefact('why.png') });
  await why.getByRole('button', { name: 'Apply' }).first().click();
  await expect(kubehop.editor).toContainText('externalTrafficPolicy: Cluster');
  await expect(page.getByText('No problems')).toBeVisible();
  await kubehop.sendTo('■ node port');
  expect(await kubehop.sentences()).toContain('web-1 answers');
});

test('on a phone: the problem, the fix, and the packet arrives', async ({ browser, baseURL }) => {
  const context = await phoneContext(browser, baseURL);
  const page = await context.newPage();
  await page.goto('./');
  await expect(page.locator('.kubehop-picture')).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: 'YAML' }).tap();
  await new Kubehop(page).editor.tap();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(BROKEN);
  // the button that opened the sheet counts them too
  const counted = page.locator('button[aria-expanded]', { hasText: '1 warning' });
  await expect(counted).toHaveCount(2);
  await page.getByRole('dialog').locator(counted).tap();
  const problems = page.getByRole('list', { name: 'Problems' });
  await expect(problems).toContainText('Service web selects nothing');
  await problems.getByRole('button', { name: 'Select app=web' }).tap();
  await expect(page.getByText('No problems')).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).tap();
  await page.getByRole('tab', { name: 'Table' }).tap();
  await expect(page.getByRole('list', { name: 'The connection, hop by hop' })).toContainText('web-1 answers');
  await page.getByRole('button', { name: 'Copy link' }).tap();
  await expect(page.getByText(/Link copied|in the address bar/)).toBeVisible();
  expect(page.url()).toContain('#v3/');
  await context.close();
});

test('a dump of a real cluster is offered to be imported, and then shows its Pods', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write(readFileSync('test/dumps/cluster.yaml', 'utf8'));
  await page.locator('button[aria-expanded]', { hasText: /\d+ errors/ }).click();
  const problems = page.getByRole('list', { name: 'Problems' });
  await expect(problems).toContainText('objects of a cluster, as kubectl prints them');
  await problems.getByRole('button', { name: 'Import them' }).click();
  await expect(page.locator('button[aria-expanded]', { hasText: '1 warning' })).toBeVisible();
  await kubehop.sendTo('△ load balancer');
  expect(await kubehop.sentences()).toContain('web-7858f677c9');
});

test('what a policy denies is no mistake, and the status line says where to ask; of two faults each is offered', async ({
  page,
}) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/load-balancer');
  const deny = `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: deny}
spec: {podSelector: {}, policyTypes: [Ingress]}
`;
  const open = nodePortText('Cluster', 'n1');
  await kubehop.write(open + deny);
  await expect(page.getByRole('status').filter({ hasText: 'this connection fails: ask Why?' })).toBeVisible();
  await kubehop.write(open.replace('selector: {app: web}', 'selector: {app: wbe}') + deny);
  await kubehop.inspector.getByRole('button', { name: 'Why?' }).click();
  const why = page.getByRole('region', { name: 'Why', exact: true });
  await expect(why).toContainText('These mend a part of it');
  await why.getByRole('button', { name: 'Apply' }).first().click();
  await expect(page.getByRole('status').filter({ hasText: 'this connection fails: ask Why?' })).toBeVisible();
});
