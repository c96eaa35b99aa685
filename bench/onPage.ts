import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from '@playwright/test';
import { type InlineConfig, preview } from 'vite';
import { chromiumOptions } from '../scripts/install.mjs';
import { needsChromium } from './inPages.ts';

/** Why a row with the built page cannot run. */
export const missingBuild = (): string | undefined =>
  needsChromium() ?? (existsSync('dist/web/index.html') ? undefined : 'needs `npm run build`');

/** The built page, from its own server; `built` is where another build is. */
export async function served(built: InlineConfig = {}): Promise<{ address: string; close(): Promise<void> }> {
  const server = await preview({ ...built, logLevel: 'silent', preview: { port: 0, host: '127.0.0.1' } });
  return { address: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
}

/** Works with the built page. */
export async function onPage<Result>(
  work: (page: Page, address: string, browser: Browser) => Promise<Result>,
  built?: InlineConfig,
): Promise<Result> {
  const server = await served(built);
  const browser = await chromium.launch(chromiumOptions());
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    return await work(page, server.address, browser);
  } finally {
    await browser.close();
    await server.close();
  }
}
