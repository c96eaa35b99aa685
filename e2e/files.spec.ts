// The text of a scenario is one; its files are tabs over it.
import { artefact, expect, expectNoViolations, phoneContext, test } from './kubehop.ts';
import { Kubehop } from './page.ts';

const SERVICE = `apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: wbe}
  ports: [{port: 80, targetPort: 8080}]
`;
const PODS = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: web, image: tomcat, ports: [{containerPort: 8080}]}]
`;
const TWO = `# file: service.yaml\n${SERVICE}---\n# file: pods.yaml\n${PODS}`;

test('several files are tabs: each shows its own lines, what is wrong is counted, and one history has all', async ({
  page,
}) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.drop('two.yaml', TWO);
  const tabs = page.getByRole('tablist', { name: 'Files' });
  await expect(tabs.getByRole('tab')).toHaveText([/service\.yaml ?▲1/, 'pods.yaml']);
  const service = page.getByRole('textbox', { name: 'service.yaml' });
  await expect(service).toContainText('kind: Service');
  await expect(service).not.toContainText('kind: Deployment');
  await expect(service).not.toContainText('# file:');
  await expectNoViolations(page);
  await page.screenshot({ path: artefact('files.png') });

  // by keyboard to the other one, whose lines count from 1
  await tabs.getByRole('tab', { name: 'service.yaml' }).focus();
  await page.keyboard.press('ArrowRight');
  const pods = page.getByRole('textbox', { name: 'pods.yaml' });
  await expect(pods).toContainText('kind: Deployment');
  await expect(pods).not.toContainText('kind: Service');
  await expect(tabs.getByRole('tab', { name: 'pods.yaml' })).toBeFocused();
  await expect(page.locator('.cm-lineNumbers .cm-gutterElement', { hasText: /^1$/ })).toBeVisible();

  // everything is selected and replaced: of this file only
  await pods.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Backspace');
  await page.keyboard.insertText(PODS.replace('replicas: 2', 'replicas: 3'));
  await tabs.getByRole('tab', { name: 'service.yaml' }).click();
  await expect(service).toContainText('selector: {app: wbe}');

  // the problem's line goes to its file, and its fix is made there
  await tabs.getByRole('tab', { name: 'pods.yaml' }).click();
  await page.locator('button[aria-expanded]', { hasText: '1 warning' }).click();
  const problems = page.getByRole('list', { name: 'Problems' });
  await expect(problems).toContainText('service.yaml, line 5');
  await problems.getByRole('button', { name: 'Select app=web' }).click();
  await expect(page.getByText('No problems. 3 endpoints ready.')).toBeVisible();
  await expect(service).toContainText('selector: {app: web}');

  // back through all of them, from file to file
  await service.focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(service).toContainText('selector: {app: wbe}');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(pods).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(pods).toContainText('replicas: 2');
});

test('a definition in another file is gone to', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.drop('two.yaml', TWO.replace('wbe', 'web'));
  const service = page.getByRole('textbox', { name: 'service.yaml' });
  await service.getByText('selector').click();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('F12');
  await expect(page.getByRole('textbox', { name: 'pods.yaml' })).toBeFocused();
});

test('files are made, renamed, moved and removed by keyboard, and all of it is undone', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.drop('two.yaml', TWO);
  const tabs = page.getByRole('tablist', { name: 'Files' });
  // a dropped file is read before it is there
  await expect(tabs.getByRole('tab')).toHaveCount(2);
  await page.getByRole('button', { name: 'New file' }).press('Enter');
  await expect(tabs.getByRole('tab')).toHaveText([/service/, 'pods.yaml', 'new.yaml']);
  await tabs.getByRole('tab', { name: 'new.yaml' }).press('F2');
  await expect(page.getByLabel('Name of the file')).toBeFocused();
  await page.keyboard.type('pods.yaml');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Another file has this name.')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('policy.yaml');
  await page.keyboard.press('Enter');
  const policy = tabs.getByRole('tab', { name: 'policy.yaml' });
  await expect(policy).toBeFocused();
  await policy.press('Alt+ArrowLeft');
  await expect(tabs.getByRole('tab')).toHaveText([/service/, 'policy.yaml', 'pods.yaml']);
  await expect(policy).toBeFocused();
  await policy.press('Delete');
  await expect(tabs.getByRole('tab')).toHaveText([/service/, 'pods.yaml']);
  await expect(page.getByText('policy.yaml is removed.')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(policy).toBeVisible();
  // the link carries them as the one text that they are
  const link = await kubehop.copyLink();
  await page.goto('about:blank');
  await kubehop.open(link);
  await expect(tabs.getByRole('tab')).toHaveText([/service/, 'policy.yaml', 'pods.yaml']);
});

test('tabs are dragged by mouse: where one lands is shown, and it is one step of the history', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.drop('three.yaml', `${TWO}---\n# file: last.yaml\n# nothing yet\n`);
  const tabs = page.getByRole('tablist', { name: 'Files' });
  const tab = (name: string) => tabs.getByRole('tab', { name });
  await expect(tabs.getByRole('tab')).toHaveText([/service/, 'pods.yaml', 'last.yaml']);
  await tab('service.yaml').hover();
  await page.mouse.down();
  await tab('pods.yaml').hover();
  await tab('last.yaml').hover();
  // of a drag that is over something, Chromium tells with the second movement
  await tab('last.yaml').hover({ position: { x: 20, y: 10 } });
  await expect(tab('last.yaml')).toHaveAttribute('data-landing', 'after');
  await page.screenshot({ path: artefact('files-dragged.png') });
  await page.mouse.up();
  await expect(tabs.getByRole('tab')).toHaveText(['pods.yaml', 'last.yaml', /service/]);
  await expect(tabs.locator('[data-landing]')).toHaveCount(0);
  await tab('last.yaml').dragTo(tab('pods.yaml'));
  await expect(tabs.getByRole('tab')).toHaveText(['last.yaml', 'pods.yaml', /service/]);
  await expect(page.getByRole('textbox', { name: 'last.yaml' })).toContainText('# nothing yet');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(tabs.getByRole('tab')).toHaveText([/service/, 'pods.yaml', 'last.yaml']);
});

test('of several files a line is named with its file, wherever it is named', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.drop('two.yaml', TWO.replace('wbe', 'web'));
  await kubehop.hops.nth(1).click();
  await expect(page.getByRole('region', { name: 'Inspector' })).toContainText(/service\.yaml, line \d/);
  await page.getByRole('tab', { name: 'Objects' }).click();
  const left = page.getByRole('region', { name: 'Scenario' });
  await left.getByRole('button', { name: /^web-/ }).first().click();
  await expect(page.getByRole('button', { name: /^pods\.yaml, line 1$/ })).toBeVisible();
});

test('what a command writes becomes a file, which other commands read', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.drop('two.yaml', TWO);
  const left = page.getByRole('region', { name: 'Scenario' });
  await left.getByRole('tab', { name: 'Terminal' }).click();
  const run = async (line: string): Promise<void> => {
    await page.getByLabel('Command', { exact: true }).fill(line);
    await page.keyboard.press('Enter');
  };
  await run('kubectl create service clusterip api --tcp=80 --dry-run=client -o yaml > api.yaml');
  await page.getByRole('button', { name: 'Add to the YAML' }).click();
  const tabs = page.getByRole('tablist', { name: 'Files' });
  await expect(tabs.getByRole('tab', { name: 'api.yaml' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('textbox', { name: 'api.yaml' })).toContainText('name: api');
  // the pane was away for a while: its history was not
  await left.getByRole('tab', { name: 'Terminal' }).click();
  await run('wc -l service.yaml');
  await expect(page.getByRole('log')).toContainText('6 service.yaml');
  await left.getByRole('tab', { name: 'scenario.yaml' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(tabs.getByRole('tab', { name: 'api.yaml' })).toBeHidden();
});

test('a change made in the map is taken back from the map, while another pane is open', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.drop('two.yaml', TWO);
  await page.locator('button[aria-expanded]', { hasText: '1 warning' }).click();
  await page.getByRole('list', { name: 'Problems' }).getByRole('button', { name: 'Select app=web' }).click();
  await expect(page.getByText('No problems. 2 endpoints ready.')).toBeVisible();
  await page.getByRole('tab', { name: 'Objects' }).click();
  await page.getByRole('region', { name: 'Inspector' }).focus();
  await page.keyboard.press('ControlOrMeta+z');
  await page.getByRole('tab', { name: 'scenario.yaml' }).click();
  await expect(page.getByRole('textbox', { name: 'service.yaml' })).toContainText('selector: {app: wbe}');
});

test('at 390 px files are made, renamed and removed by finger', async ({ browser, baseURL }) => {
  const context = await phoneContext(browser, baseURL);
  const page = await context.newPage();
  await page.goto('./#s=nodeport');
  await expect(page.locator('.kubehop-picture')).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: 'YAML' }).tap();
  await page.getByRole('button', { name: 'New file' }).tap();
  const tabs = page.getByRole('tablist', { name: 'Files' });
  await expect(tabs.getByRole('tab')).toHaveText(['main.yaml', 'new.yaml']);
  await page.getByRole('button', { name: 'Rename, move or remove new.yaml' }).tap();
  await page.getByLabel('Name of the file').fill('a-rather-long-name-of-a-policy.yaml');
  await page.screenshot({ path: artefact('files-phone.png') });
  await expectNoViolations(page);
  await page.getByLabel('Name of the file').press('Enter');
  await tabs.getByRole('tab', { name: 'main.yaml' }).tap();
  await expect(page.getByRole('textbox', { name: 'main.yaml' })).toContainText('kind: Service');
  await page.getByRole('button', { name: 'Rename, move or remove main.yaml' }).tap();
  await page.getByRole('button', { name: 'Remove', exact: true }).tap();
  await expect(tabs).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).tap();
  await expect(tabs.getByRole('tab')).toHaveCount(2);
  await context.close();
});
