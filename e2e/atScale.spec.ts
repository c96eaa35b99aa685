import { encodeLink } from '../src/share/link.ts';
import { layoutScene } from '../src/scene/layout.ts';
import { elementCount } from '../src/scene/Scene.ts';
import { en } from '../src/words/en.ts';
import { artefact, expect, test } from './kubehop.ts';
import { Kubehop } from './page.ts';
import { sceneOn } from './scene.ts';

test.use({ viewport: { width: 1440, height: 900 } });

const node = (n: number): string =>
  `apiVersion: v1\nkind: Node\nmetadata: {name: n${n}, labels: {topology.kubernetes.io/zone: zone-${'abc'[n % 3]}}}`;

const app = (n: number, replicas: number): string => `apiVersion: v1
kind: Service
metadata: {name: app-${n}}
spec:
  type: ${n === 1 ? 'LoadBalancer' : 'ClusterIP'}
  selector: {app: app-${n}}
  ports: [{port: 80, targetPort: 8080}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: app-${n}}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: app-${n}}}
  template:
    metadata: {labels: {app: app-${n}}}
    spec: {containers: [{name: web, image: tomcat, ports: [{containerPort: 8080}]}]}`;

const from1 = (length: number): number[] => Array.from({ length }, (_, i) => i + 1);
// as many Pods as a text may have, with the two of the cluster's DNS
const text = [...from1(300).map(node), ...from1(40).map((n) => app(n, n < 40 ? 500 : 498))].join('\n---\n');

test('300 Nodes and 20,000 Pods: all of it is seen, each of it is found, and a packet is followed', async ({
  page,
}) => {
  test.slow(); // on a machine that does much else
  const kubehop = new Kubehop(page);
  await page.goto(`./#${encodeLink({ yaml: text })}`);
  await expect(kubehop.hops.first()).toBeVisible({ timeout: 60_000 });
  // of so many it takes a while until something is known to be right
  await expect(page.getByText('Checking… 19,998 endpoints ready')).toBeVisible();

  const { result, scene, place } = await sceneOn(page, text);
  expect(result.pods).toHaveLength(20_000);
  expect(elementCount(scene)).toBeLessThanOrEqual(300);
  const drawn = scene.columns.map(({ kind, cells, dots }) => (kind === 'node' ? 1 : cells.length + dots.length));
  expect(drawn.reduce((sum, n) => sum + n)).toBe(300);
  const pane = (await page.locator('.kubehop-picture').boundingBox())!;
  const { base } = scene.columns.at(-1)!;
  const end = place({ x: base.x + base.w, y: base.y + base.h });
  expect(end.x).toBeLessThanOrEqual(pane.x + pane.width);
  expect(end.y).toBeLessThanOrEqual(pane.y + pane.height);
  await page.screenshot({ path: artefact('three-hundred-nodes.png') });

  // a Pod among 20,000, on a Node that is a dot
  const standing = new Set(scene.columns.map(({ name }) => name));
  const pod = result.pods.find(({ name, node: on }) => name.startsWith('app-7-') && !standing.has(on))!;
  await kubehop.find(pod.name);
  await kubehop.found(new RegExp(`^Pod ${pod.name}`)).click();
  await expect(page.getByRole('button', { name: 'Fold 1 of many' })).toBeVisible();
  await expect(page.getByRole('region', { name: `Pod ${pod.name}` })).toContainText(pod.ips[0]!);
  const opened = layoutScene(result, { width: pane.width, height: pane.height }, { words: en, opened: [pod.key] });
  expect(opened.pods.map(({ key }) => key)).toContain(pod.key);
  expect(elementCount(opened)).toBeLessThanOrEqual(300);
  await page.screenshot({ path: artefact('three-hundred-nodes-one-pod.png') });

  await kubehop.find('app-7');
  await kubehop.found(/^Service app-7 /).click();
  const alone = page.getByRole('button', { name: 'Only app-7' });
  await alone.click();
  await expect(alone).toHaveAttribute('aria-pressed', 'true');
  await page.screenshot({ path: artefact('three-hundred-nodes-one-service.png') });
  await alone.click();

  await page.getByRole('button', { name: 'Send 1', exact: true }).click();
  const at = page.getByRole('slider', { name: 'Position in the connection' });
  // it has been calculated, and is under way
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await page.locator('#picture').press('End');
  const hops = await kubehop.hops.count();
  await expect(at).toHaveAttribute('aria-valuetext', new RegExp(`^hop ${hops} of ${hops}: `));
  await kubehop.hops.filter({ hasText: 'sees' }).click();
  await expect(kubehop.inspector).toContainText('app-1-');
});
