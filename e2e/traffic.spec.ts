import { readFileSync } from 'node:fs';
import { artefact, expect, test } from './kubehop.ts';
import { Kubehop } from './page.ts';

// Addresses have a mark of their network before them, hence \W*.
// The scenarios about what happens to a packet between the client and the Pod, as somebody meets them on the page.

/** The line of the text on which something stands, as the inspector counts. */
const lineOf = (name: string, sought: string): string => {
  const text = readFileSync(`src/scenarios/${name}.yaml`, 'utf8');
  return `line ${text.slice(0, text.indexOf(sought)).split('\n').length}`;
};

test('policy-after-snat: the policy that drops the packet is named with its line, and Local lets it in', async ({
  page,
}) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/policy-after-snat');
  await kubehop.hops.filter({ hasText: 'dropped' }).first().click();
  await expect(kubehop.inspector).toContainText('no NetworkPolicy lets n');
  await expect(kubehop.inspector).toContainText('is not in 198.51.100.7/32');
  const cause = kubehop.inspector.getByRole('button', { name: lineOf('policy-after-snat', '- ipBlock:'), exact: true });
  await page.screenshot({ path: artefact('policy-after-snat.png') });
  await cause.first().click();
  await expect(kubehop.editor).toBeFocused();

  const text = readFileSync('src/scenarios/policy-after-snat.yaml', 'utf8');
  await kubehop.write(text.replace('externalTrafficPolicy: Cluster', 'externalTrafficPolicy: Local'));
  await expect(kubehop.hops.filter({ hasText: 'sees' })).toBeVisible();
  const sentences = await kubehop.sentences();
  expect(sentences).toContain('lets it in to web (NetworkPolicy only-our-client)');
  expect(sentences).toMatch(/it sees \W*198\.51\.100\.7/);
});

test('vxlan: the outer header is there between the Nodes, and only there', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/vxlan');
  await kubehop.sendTo('◇ Cluster IP');
  await expect(kubehop.hops.filter({ hasText: 'answered' })).toBeVisible();
  await kubehop.hops.filter({ hasText: 'VXLAN ▸' }).first().click();
  const packet = kubehop.inspector.locator('dl').first();
  await expect(packet).toContainText('192.168.251.101');
  await expect(packet).toContainText('192.168.251.102:8472');
  await page.screenshot({ path: artefact('vxlan.png') });
  await kubehop.hops.filter({ hasText: 'unwraps' }).first().click();
  await expect(packet.locator('del').filter({ hasText: '192.168.251.102:8472' })).toBeVisible();
  await kubehop.hops.filter({ hasText: 'sees' }).click();
  await expect(packet).not.toContainText('8472');
});

test('proxy-protocol: the PROXY line, from the balancer to the Pod; who comes past the proxy is hung up on', async ({
  page,
}) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/proxy-protocol');
  await kubehop.hops.filter({ hasText: 'sees' }).click();
  await expect(kubehop.inspector).toContainText(/PROXY header: client \W*198\.51\.100\.7/);
  await page.screenshot({ path: artefact('proxy-protocol.png') });
  expect(await kubehop.sentences()).toMatch(/PROXY TCP4 \W*198\.51\.100\.7 \W*203\.0\.113\.10/);
  await kubehop.sendTo('◇ Cluster IP');
  await kubehop.hops.filter({ hasText: 'hangs up' }).click();
  await expect(kubehop.inspector).toContainText('web misses a PROXY header and hangs up');
});
