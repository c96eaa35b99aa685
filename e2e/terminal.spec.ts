// The terminal's habits: completion, history, files, and ways from its output to the picture and the text.
import { artefact, expect, expectNoViolations, test } from './kubehop.ts';
import { Kubehop } from './page.ts';

test('Tab completes, Ctrl+R finds, names lead to the picture, files to the text', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#s=nodeport');
  await page.getByRole('tab', { name: 'Terminal' }).click();
  const line = page.getByRole('textbox', { name: 'Command' });
  const log = page.getByRole('log', { name: 'Terminal' });
  await line.fill('kubectl get serv');
  await line.press('Tab');
  await expect(line).toHaveValue('kubectl get service');
  const options = page.getByRole('list', { name: /completions/ });
  await expect(options.getByRole('button')).toContainText(['services', 'service']);
  await expectNoViolations(page);
  await page.screenshot({ path: artefact('terminal.png') });
  await line.press('s');
  await line.press('Space');
  await line.press('t');
  await line.press('Tab');
  await expect(line).toHaveValue('kubectl get services tomcat-service ');
  await line.press('Enter');
  await log.getByRole('button', { name: 'tomcat-service' }).click();
  await expect(kubehop.inspector).toContainText('tomcat-service');

  await line.fill('kubectl create deployment web --image=nginx --dry-run=client -o yaml > web.yaml');
  await line.press('Enter');
  await expect(log.getByText('web.yaml', { exact: true })).toBeVisible();
  await line.press('Control+r');
  await page.keyboard.type('get serv');
  await expect(line).toHaveValue('kubectl get services tomcat-service');
  await line.press('Escape');
  await expect(line).toHaveValue('');

  await line.fill('kubectl edit service tomcat-service');
  await line.press('Enter');
  await expect(kubehop.editor).toBeFocused();
  await page.getByRole('tab', { name: 'Terminal' }).click();
  await log.getByRole('button', { name: 'Add to the YAML' }).click();
  await expect(page.getByText('No problems. 2 endpoints ready.')).toBeVisible();
  await page.getByRole('button', { name: /^Deployment web/ }).click();
  await expect(page.getByRole('group', { name: 'Documents' })).toContainText('Deployment web');
});

test('each place has a tab with its own lines, opened from a list or the map, by keyboard too', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#s=nodeport');
  const left = page.getByRole('region', { name: 'Scenario' });
  await left.getByRole('tab', { name: 'Terminal' }).click();
  const tabs = page.getByRole('tablist', { name: 'Where commands run' });
  const line = page.getByRole('textbox', { name: 'Command' });
  const log = page.getByRole('log', { name: 'Terminal' });
  await line.fill('kubectl get services');
  await line.press('Enter');
  await expect(log).toContainText('tomcat-service');
  await line.fill('half typed');

  // from the list, found by its name
  await page.getByRole('button', { name: 'Open another place' }).press('Enter');
  await page.keyboard.type('251102');
  await page.keyboard.press('Enter');
  const node = tabs.getByRole('tab', { name: 'node/vlnx251102' });
  await expect(node).toBeFocused();
  await expect(node).toHaveAttribute('aria-selected', 'true');
  await expect(log).not.toContainText('kubectl');
  await line.fill('iptables-save -t nat | head -n 2');
  await line.press('Enter');
  await expect(log).toContainText('*nat');
  await expectNoViolations(page);
  await page.screenshot({ path: artefact('places.png') });
  await line.fill('tcpdump -i eth0 -w /tmp/node.pcap');
  await line.press('Enter');
  const download = page.waitForEvent('download');
  await log.getByRole('button', { name: 'Download' }).click();
  expect((await download).suggestedFilename()).toBe('node.pcap');
  await line.fill('history');
  await line.press('Enter');
  await expect(log).toContainText('    2  tcpdump -i eth0 -w /tmp/node.pcap');

  // back: what was printed, typed and recalled there
  await node.press('ArrowLeft');
  await expect(log).toContainText('tomcat-service');
  await expect(log).not.toContainText('*nat');
  await expect(line).toHaveValue('half typed');
  await line.press('ArrowUp');
  await expect(line).toHaveValue('kubectl get services');

  // from the map
  await left.getByRole('tab', { name: 'Objects' }).click();
  await page.locator('#left-panel').getByRole('button', { name: 'shop' }).first().click();
  await page.getByRole('button', { name: 'Terminal here' }).click();
  await expect(tabs.getByRole('tab', { name: 'pod/shop' })).toHaveAttribute('aria-selected', 'true');
  await tabs.getByRole('tab', { name: 'pod/shop' }).press('Delete');
  await expect(tabs.getByRole('tab')).toHaveText(['admin', 'node/vlnx251102']);

  // what a command did is taken back
  await tabs.getByRole('tab', { name: 'admin' }).click();
  await line.fill('kubectl delete service tomcat-service');
  await line.press('Enter');
  await expect(log).toContainText('deleted');
  await page.getByRole('button', { name: 'Undo last command' }).click();
  await line.fill('kubectl get service tomcat-service');
  await line.press('Enter');
  await expect(log.locator('pre').last()).toContainText('NodePort');
});

test('wide output has the room of the picture, or goes on below', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#s=nodeport');
  await page.getByRole('tab', { name: 'Terminal' }).click();
  const log = page.getByRole('log', { name: 'Terminal' });
  const line = page.getByRole('textbox', { name: 'Command' });
  await line.fill('kubectl get pods -o wide');
  await line.press('Enter');
  await expect(log).toContainText('READINESS GATES');
  const hidden = (): Promise<number> => log.evaluate((element) => element.scrollWidth - element.clientWidth);
  expect(await hidden()).toBeGreaterThan(0);

  const wide = page.getByRole('button', { name: 'Wide' });
  await wide.click();
  await expect(page.locator('.kubehop-picture')).toBeHidden();
  expect(await hidden()).toBe(0);
  await expectNoViolations(page);
  // what a name leads to stands beside it
  await log
    .getByRole('button', { name: /^tomcat-/ })
    .first()
    .click();
  await expect(kubehop.inspector).toContainText('Pod tomcat-');
  await wide.click();
  await expect(page.locator('.kubehop-picture')).toBeVisible();
  await expect(kubehop.hops.first()).toBeVisible();

  await page.getByRole('button', { name: 'Wrap' }).click();
  expect(await hidden()).toBe(0);
});

test('a Pod of a machine that is off is told in the list and on its card as in the picture', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#s=nodeport');
  await page.getByRole('tab', { name: 'Terminal' }).click();
  await page.getByRole('button', { name: 'Open another place' }).click();
  await page.getByRole('button', { name: 'node/vlnx251102' }).click();
  const line = page.getByRole('textbox', { name: 'Command' });
  await line.fill('poweroff');
  await line.press('Enter');
  await page.getByRole('tab', { name: 'Objects' }).click();
  const pod = page.locator('#left-panel li', { hasText: '172.30.90.2' });
  await expect(pod).toContainText('✕ off · API: ready');
  await pod.getByRole('button').click();
  await expect(kubehop.inspector).toContainText('✕ off · API: ready');
});
