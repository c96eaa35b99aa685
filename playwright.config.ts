import { defineConfig, devices } from '@playwright/test';
import { chromiumOptions } from './scripts/install.mjs';

// A port of one's own, so that two runs side by side do not meet. Workers inherit it.
process.env.KUBEHOP_E2E_PORT ??= String(20_000 + (process.pid % 20_000));
const port = process.env.KUBEHOP_E2E_PORT;

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: true,
  // a second try tells a test that is late on a busy machine from one that fails; the report names the former as flaky
  retries: 1,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    ...devices['Desktop Chrome'],
    baseURL: `http://127.0.0.1:${port}/`,
    launchOptions: chromiumOptions(),
    // it would fetch the whole site once more for each test; app.spec.ts has it
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
  webServer: {
    command: `${JSON.stringify(process.execPath)} node_modules/vite/bin/vite.js preview --host 127.0.0.1 --port ${port} --strictPort`,
    url: `http://127.0.0.1:${port}/`,
    reuseExistingServer: false,
  },
});
