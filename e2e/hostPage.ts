// A page of another site, which embeds Kubehop as documentation does.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test as base, expect } from '@playwright/test';

export { expect } from '@playwright/test';

/** The address of a host page with this in its body. `localhost` is another site than the `127.0.0.1` of the embed. */
export const test = base.extend<{ hostOf: (body: string) => string }>({
  hostOf: [
    async ({ context }, use) => {
      const complaints: string[] = [];
      context.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
      });
      context.on('weberror', (error) => complaints.push(`threw: ${error.error().message}`));
      const server: Server = createServer((request, response) => {
        const body = new URL(request.url ?? '/', 'http://localhost').searchParams.get('body') ?? '';
        response.setHeader('content-type', 'text/html; charset=utf-8');
        response.end(`<!doctype html><title>Docs</title><link rel="icon" href="data:,"><h1>Docs</h1>${body}`);
      });
      await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
      const { port } = server.address() as AddressInfo;
      await use((body) => `http://localhost:${port}/?body=${encodeURIComponent(body)}`);
      await new Promise((resolve) => server.close(resolve));
      expect(complaints).toEqual([]);
    },
    { scope: 'test' },
  ],
});
