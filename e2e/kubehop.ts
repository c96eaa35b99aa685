// The `test` of every spec: a page that fails its test when it asked another origin for anything, broke the content
// security policy, logged an error or threw one.
import { test as base } from '@playwright/test';

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
