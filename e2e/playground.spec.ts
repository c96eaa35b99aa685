import { artefact, expect, test } from './kubehop.ts';
import { Kubehop } from './page.ts';

const service = (port: number, selector = 'web') => `apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  type: NodePort
  selector: {app: ${selector}}
  ports:
  - port: ${port}
    targetPort: 8080
    nodePort: 31002
---
apiVersion: v1
kind: Pod
metadata: {name: web-1, labels: {app: web}}
spec:
  nodeName: n1
  containers:
  - {name: web, image: tomcat, ports: [{containerPort: 8080}]}
`;

test('a first visit shows a running example and plays it once', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible({ timeout: 90_000 });
  await expect(page.getByText('No problems')).toBeVisible();
});

test('an edit changes the picture, its words and the rules', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write(service(80));
  await expect(page.getByRole('status').filter({ hasText: '1 endpoint ready' })).toBeVisible();
  await kubehop.sendTo('◇ Cluster IP');
  await kubehop.hops.first().click();
  await expect(kubehop.inspector).toContainText(/10\.\d+\.\d+\.\d+:80\b/);
  await kubehop.write(service(8888));
  await expect(page.getByLabel('To', { exact: true }).locator('option', { hasText: ':8888' }).first()).toBeAttached();
  await kubehop.sendTo('◇ Cluster IP');
  await kubehop.hops.first().click();
  await expect(kubehop.inspector).toContainText(/10\.\d+\.\d+\.\d+:8888/);
});

for (const [door, told] of [
  ['△ load balancer', 'load balancer'],
  ['■ node port', 'PREROUTING'],
  ['◇ Cluster IP', 'PREROUTING'],
] as const) {
  test(`traffic through ${door.slice(2)} reaches a Pod, and says where it was translated`, async ({ page }) => {
    const kubehop = new Kubehop(page);
    await kubehop.open('./#/s/load-balancer');
    await kubehop.sendTo(door);
    await expect(page.getByLabel('To', { exact: true }).locator('option:checked')).toContainText(door);
    const sentences = await kubehop.sentences();
    expect(sentences).toContain(told);
    expect(sentences).toMatch(/changes the destination to tomcat-\w+/);
    await page.getByRole('region', { name: 'Who gets the traffic' }).getByText('33.3 %').first().waitFor();
    await page.screenshot({ path: artefact(`door-${door.slice(2).replace(' ', '-')}.png`) });
  });
}

test('mode ipvs: the note beside the mode, and the virtual server in the inspector', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write(
    `${service(80)}---\napiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmode: ipvs\n`,
  );
  await expect(page.getByRole('status').filter({ hasText: '1 note' })).toBeVisible();
  await kubehop.sendTo('◇ Cluster IP');
  expect(await kubehop.sentences()).toContain('IPVS sends the packet on to web-1');
  await kubehop.hops.filter({ hasText: 'dst ▸' }).first().click();
  await expect(kubehop.inspector).toContainText('ipvs INPUT');
  const rules = kubehop.inspector.getByRole('region', { name: 'Rules tried' });
  await expect(rules).toContainText(/TCP +10\.\d+\.\d+\.\d+:80 rr/);
  await rules
    .getByRole('button', { name: /10\.244\.1\.\d+:8080 Masq 1/ })
    .first()
    .click();
  await expect(kubehop.editor).toBeFocused();
  await page.screenshot({ path: artefact('mode-ipvs.png') });
});

test('from a hop to its line of YAML, and from the line to its hop', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/load-balancer');
  await kubehop.hops.filter({ hasText: 'dst ▸' }).first().click();
  await expect(kubehop.inspector.getByRole('heading').first()).toContainText('Destination translated');
  await expect(kubehop.inspector.locator('del')).toContainText('203.0.113.10:80');
  await expect(kubehop.inspector.locator('ins')).toContainText(/10\.244\.\d+\.\d+:8080/);
  await expect(page.locator('.cm-cause')).toContainText('targetPort: 8080');
  await kubehop.inspector
    .getByRole('button', { name: /^line \d+$/ })
    .first()
    .click();
  await expect(kubehop.editor).toBeFocused();
  await kubehop.hops.first().click();
  await expect(page.locator('.cm-cause')).toHaveCount(0);
  await page.locator('.cm-line', { hasText: 'targetPort' }).click();
  await expect(kubehop.inspector.getByRole('heading').first()).toContainText('Destination translated');
});

test('broken YAML keeps the last picture and says where it is broken', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write(`${service(80)}---\nfoo: [1, 2\nbar: 3\n`);
  await expect(page.locator('.kubehop-picture[data-stale]')).toBeVisible();
  await expect(page.locator('.kubehop-picture .stale')).toContainText(/Line \d+/);
  await expect(page.getByText(/1 error/).first()).toBeVisible();
  await page
    .getByText(/1 error/)
    .first()
    .click();
  await expect(page.getByRole('list', { name: 'Problems' })).toContainText(/line \d+/);
  await page.screenshot({ path: artefact('broken.png') });
  await kubehop.write(service(80));
  await expect(page.locator('.kubehop-picture[data-stale]')).toHaveCount(0);
});

test('a cause stays while somebody types: its mark with its line, the way to it in the inspector; both go with its hop', async ({
  page,
}) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/load-balancer');
  await kubehop.hops.filter({ hasText: 'dst ▸' }).first().click();
  const mark = page.locator('.cm-cause');
  await expect(mark).toContainText('targetPort: 8080');
  await page.evaluate(`{
    globalThis.without = 0;
    const look = () => {
      if (!document.querySelector('.cm-cause')) without += 1;
      if (!document.querySelector('[aria-label="Because"] button ~ button')) without += 1;
      requestAnimationFrame(look);
    };
    look();
  }`);
  await kubehop.editor.focus();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('# one line more\n', { delay: 30 });
  await expect(kubehop.inspector.getByRole('button', { name: 'line 10', exact: true })).toBeVisible();
  await expect(mark).toContainText('targetPort: 8080');
  expect(await page.evaluate('without')).toBe(0);
  // of a text that is broken no field is known: they lead where they were, and that is by now
  await page.keyboard.type('broken: [\n', { delay: 30 });
  await expect(page.locator('.kubehop-picture')).toHaveAttribute('data-stale', '');
  await expect(mark).toContainText('targetPort: 8080');
  await kubehop.inspector.getByRole('button', { name: 'line 10', exact: true }).click();
  await expect(kubehop.editor).toBeFocused();
  const selected = () =>
    page.evaluate(() => getSelection()?.anchorNode?.parentElement?.closest('.cm-line')?.textContent);
  await expect.poll(selected).toContain('targetPort: 8080');
  expect(await page.evaluate('without')).toBe(0);
  await kubehop.hops.first().click();
  await expect(mark).toHaveCount(0);
});

test('a Service that selects nothing refuses, and says why', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write(service(80, 'wbe'));
  await kubehop.sendTo('■ node port');
  await expect(page.getByRole('region', { name: 'Who gets the traffic' })).toContainText('refused');
  await page.screenshot({ path: artefact('no-endpoints.png') });
});

test('many connections are counted', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/load-balancer');
  await page.getByRole('button', { name: 'Send 100' }).click();
  const shares = page.getByRole('region', { name: 'Who gets the traffic' });
  await expect(shares).toContainText('100 connections');
  const counts = await shares.locator('tbody td:last-child').allInnerTexts();
  expect(counts.map((text) => Number(text.split('·')[0])).reduce((a, b) => a + b, 0)).toBe(100);
  await page.getByRole('button', { name: 'All ways' }).click();
  await expect(shares).toContainText('by chance');
});

test('the picture follows the terminal, and goes back to the text', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/load-balancer');
  await page.getByRole('tab', { name: 'Terminal' }).click();
  await page.getByRole('textbox', { name: 'Command' }).fill('kubectl scale rc/tomcat --replicas=0');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('log')).toContainText('replicationcontroller/tomcat scaled');
  const back = page.getByRole('button', { name: 'after 1 command' });
  await expect(back).toBeVisible();
  // nobody is behind the Service any more
  await expect(kubehop.hops.filter({ hasText: 'tomcat-' })).toHaveCount(0);
  await back.click();
  await expect(back).toHaveCount(0);
  await expect(kubehop.hops.filter({ hasText: 'tomcat-' }).first()).toBeVisible();
});

test('the terminal runs commands in the cluster of the text', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/load-balancer');
  await page.getByRole('tab', { name: 'Terminal' }).click();
  await page.getByRole('textbox', { name: 'Command' }).fill('kubectl get service tomcat-service');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('log')).toContainText(/tomcat-service +LoadBalancer/);
  await page.getByRole('button', { name: 'Open another place' }).click();
  await page.getByRole('button', { name: 'client', exact: true }).click();
  await page.getByRole('textbox', { name: 'Command' }).fill('curl -s http://203.0.113.10/');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('log').locator('pre')).toHaveCount(1);
  await expect(page.getByRole('log').locator('pre')).not.toHaveText('…');
});

test('the list of objects names what the picture shows', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/load-balancer');
  await page.getByRole('tab', { name: 'Objects' }).click();
  await page.locator('#left-panel').getByRole('button', { name: 'shop' }).click();
  await expect(page.getByRole('region', { name: 'Pod shop' })).toContainText('app=shop');
  await page.getByRole('button', { name: 'Send from here' }).click();
  await expect(page.getByLabel('From', { exact: true })).toHaveValue('pod/shop');
});

test('an empty text offers a beginning', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write(' ');
  await expect(page.getByText('Paste a Service')).toBeVisible();
  await page.screenshot({ path: artefact('empty.png') });
  await page.getByRole('region', { name: 'Picture' }).getByRole('button').first().click();
  await expect(kubehop.hops.first()).toBeVisible();
});
