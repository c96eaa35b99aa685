// Faults of the page that only a browser can have (docs/faults.md).
import { decodeLink, encodeLink } from '../../src/share/link.ts';
import { expect, nodePortText, test } from '../kubehop.ts';
import { Kubehop } from '../page.ts';

const BAD = [
  '<script>window.pwned=1</script>',
  '"><img src=x onerror="window.pwned=1">',
  "';window.pwned=1;//",
  '<svg/onload=window.pwned=1>',
  '</style><style>body{display:none}</style>',
  'url(https://evil.example/x.png)',
  'javascript:window.pwned=1',
  'data:text/html,<script>window.pwned=1</script>',
  '{{constructor.constructor("window.pwned=1")()}}',
  '\u202egnp.exe\u200b\u2066',
];
const quoted = (text: string): string => JSON.stringify(text);

const hostile = `apiVersion: kubehop.dev/v1
kind: Scenario
metadata: {name: hostile}
spec:
  title: ${quoted(BAD.join(' '))}
  description: ${quoted(BAD.join(' '))}
---
apiVersion: v1
kind: Service
metadata:
  name: web
  annotations:
${BAD.map((text, i) => `    bad-${i}: ${quoted(text)}`).join('\n')}
spec:
  type: NodePort
  selector: {app: web}
  ports: [{port: 80, targetPort: 8080, nodePort: 31002}]
---
apiVersion: v1
kind: Service
metadata: {name: out}
spec: {type: ExternalName, externalName: evil.example}
---
apiVersion: v1
kind: Pod
metadata: {name: web-1, labels: {app: web}}
spec:
  nodeName: n1
  containers:
  - name: web
    image: ${quoted('https://evil.example/<b>x</b>')}
    env: [{name: BAD, value: ${quoted(BAD[1] as string)}}]
    ports: [{containerPort: 8080}]
---
apiVersion: v1
kind: ConfigMap
metadata: {name: urls}
data: {a: "https://evil.example/a.js"}
${BAD.map((text, i) => `---\napiVersion: v1\nkind: Service\nmetadata: {name: ${quoted(text)}, labels: {x: ${quoted(text)}}}\nspec: {ports: [{port: ${i + 1}}]}`).join('\n')}
`;

test('a hostile text is a text wherever it is shown (T25, T26, T27, T28, T29, T30)', async ({ page }) => {
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const kubehop = new Kubehop(page);
  await kubehop.open(`./#${encodeLink({ yaml: hostile })}`);
  for (const name of ['Table', 'Ladder', 'Matrix', 'Map']) await page.getByRole('tab', { name, exact: true }).click();
  await page.getByRole('tab', { name: 'Terminal' }).click();
  const command = page.getByRole('textbox', { name: 'Command' });
  for (const line of ['kubectl get svc web -o yaml', 'kubectl describe svc web', `echo ${BAD[1]}`]) {
    await command.fill(line);
    await command.press('Enter');
  }
  await expect(page.getByText('bad-9', { exact: false }).first()).toBeVisible();
  expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
  expect(dialogs).toEqual([]);
  expect(await page.locator('a[href^="javascript:"], a[href^="data:"], a[href*="evil.example"]').count()).toBe(0);
  expect(await page.locator('style, link').filter({ hasText: 'display:none}' }).count()).toBe(0);
});

test('names of 63 letters and a long annotation are drawn, and copied letter by letter (T32)', async ({ page }) => {
  const name = 'n'.repeat(63);
  const yaml = `apiVersion: v1
kind: Service
metadata: {name: ${name}, annotations: {long: ${'x'.repeat(10_000)}, smile: "😀\u202e"}}
spec: {selector: {app: ${name}}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Pod
metadata: {name: ${name}, labels: {app: ${name}}}
spec: {nodeName: n1, containers: [{name: c, image: nginx, ports: [{containerPort: 80}]}]}
`;
  const kubehop = new Kubehop(page);
  await kubehop.open(`./#${encodeLink({ yaml })}`);
  await expect(kubehop.hops.first()).toBeVisible();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide).toBeLessThanOrEqual(0);
  const link = await kubehop.copyLink();
  expect(decodeLink(new URL(link).hash)).toMatchObject({ ok: true, yaml });
});

test('the last words typed before a tab is killed are there again (T44)', async ({ context }) => {
  for (const [i, wait] of [1000, 1300, 1700].entries()) {
    const page = await context.newPage();
    const kubehop = new Kubehop(page);
    await kubehop.open();
    await kubehop.write(`# edit ${i}\n${nodePortText('Cluster', 'n1')}`);
    // what is typed may be lost for a second
    await page.waitForTimeout(wait);
    await page.close({ runBeforeUnload: false });
    const again = new Kubehop(await context.newPage());
    await again.open();
    await expect(again.editor).toContainText(`# edit ${i}`);
    await again.page.close();
  }
});

for (const year of ['1970-01-02', '2100-01-01'])
  test(`a clock that says ${year} changes nothing (T45)`, async ({ page }) => {
    await page.clock.setSystemTime(new Date(`${year}T00:00:00Z`));
    const kubehop = new Kubehop(page);
    await kubehop.open();
    await page.getByRole('tab', { name: 'Terminal' }).click();
    const command = page.getByRole('textbox', { name: 'Command' });
    await command.fill('kubectl get svc kubernetes -o jsonpath={.metadata.creationTimestamp}');
    await command.press('Enter');
    await expect(page.getByText('2026-01-01T00:00:00Z').first()).toBeVisible();
  });

test('works without CompressionStream, OffscreenCanvas, WebGL and storage (T41, T48)', async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ['CompressionStream', 'DecompressionStream', 'OffscreenCanvas', 'BroadcastChannel'])
      Reflect.deleteProperty(window, name);
    const original = Reflect.get(HTMLCanvasElement.prototype, 'getContext') as (...args: unknown[]) => unknown;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
      return kind.startsWith('webgl') ? null : original.call(this, kind, ...rest);
    } as never;
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.sendTo('◇ Cluster IP');
  await expect(kubehop.hops.first()).toBeVisible();
  await kubehop.copyLink();
});

test('what somebody left in the storage is no draft, and harms nothing (T42)', async ({ page }) => {
  await page.addInitScript(() => {
    if (sessionStorage.getItem('spoilt')) return;
    sessionStorage.setItem('spoilt', '1');
    for (const key of ['kubehop', 'kubehop:draft', 'kubehop:drafts', 'kubehop/drafts', 'kubehop:preferences'])
      localStorage.setItem(key, '{"v":99,"junk":[');
    localStorage.setItem('kubehop:junk', 'x'.repeat(4_500_000));
  });
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write(
    '# still here\napiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: [{port: 80}]}\n',
  );
  await expect(kubehop.editor).toContainText('# still here');
});
