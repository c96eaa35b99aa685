// The `test` of every spec: a page that fails its test when it asked another origin for anything, broke the content
// security policy, logged an error or threw one.
import AxeBuilder from '@axe-core/playwright';
import { test as base, type Browser, type BrowserContext, expect, type Page } from '@playwright/test';

export { expect } from '@playwright/test';

/** Where a spec puts a picture for people to look at: `await page.screenshot({ path: artefact('lesson.png') })`. */
export const artefact = (name: string) => `e2e/artefacts/${name}`;

export const test = base.extend<{ quiet: undefined }>({
  quiet: [
    async ({ context, baseURL }, use) => {
      const complaints: string[] = [];
      const own = new URL(baseURL ?? '').origin;
      context.on('request', (request) => {
        const { origin, protocol } = new URL(request.url());
        if (origin !== own && protocol !== 'blob:' && protocol !== 'data:')
          complaints.push(`asked for ${request.url()}`);
      });
      context.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
      });
      context.on('weberror', (error) => complaints.push(`threw: ${error.error().message}`));
      await use(undefined);
      if (complaints.length) throw new Error(`The page was not quiet:\n  ${complaints.join('\n  ')}`);
    },
    { auto: true },
  ],
});

/** A phone, held upright. Who opens it closes it. */
export const phoneContext = (browser: Browser, baseURL: string | undefined): Promise<BrowserContext> =>
  browser.newContext({
    ...(baseURL && { baseURL }),
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    reducedMotion: 'reduce',
  });

/** axe finds nothing, of whatever severity; what it finds is named with its elements. */
export async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`),
  ).toEqual([]);
}

/** Service `web` of type NodePort 31002 with an external policy, and its one Pod on a Node. */
export const nodePortText = (policy: string, node: string): string => `apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  type: NodePort
  externalTrafficPolicy: ${policy}
  selector: {app: web}
  ports:
  - {port: 80, targetPort: 8080, nodePort: 31002}
---
apiVersion: v1
kind: Pod
metadata: {name: web-1, labels: {app: web}}
spec:
  nodeName: ${node}
  containers:
  - {name: web, image: tomcat, ports: [{containerPort: 8080}]}
`;
