import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveFolder } from './serveFolder.ts';

const folder = mkdtempSync(join(tmpdir(), 'kubehop-serve-'));
let server: Server;

/** A request whose path nobody tidies up first. */
const ask = (
  path: string,
  method = 'GET',
): Promise<{ status: number; headers: Record<string, unknown>; body: string }> =>
  new Promise((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    const asked = request({ port, path, method, host: '127.0.0.1' }, (response) => {
      let body = '';
      response.on('data', (part) => (body += String(part)));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    asked.on('error', reject);
    asked.end();
  });

beforeAll(async () => {
  mkdirSync(join(folder, 'web/assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  copyFileSync('public/_headers', join(folder, 'web/_headers'));
  writeFileSync(join(folder, 'web/index.html'), 'page');
  writeFileSync(join(folder, 'web/embed.html'), 'embed');
  writeFileSync(join(folder, 'web/assets/app-AbCd1234.js'), 'code');
  server = createServer(serveFolder(join(folder, 'web')));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

describe('serveFolder', () => {
  it('gives pages their headers, and files whose names hold a hash a year', async () => {
    const page = await ask('/');
    expect([page.status, page.body]).toEqual([200, 'page']);
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'self'");
    expect(page.headers['cache-control']).toBe('no-cache');
    expect((await ask('/embed')).headers['content-security-policy']).toContain('frame-ancestors *');
    expect((await ask('/?embed=1')).headers['content-security-policy']).toContain('frame-ancestors *');
    const script = await ask('/assets/app-AbCd1234.js');
    expect(script.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'access-control-allow-origin': '*',
    });
    expect((await ask('/', 'HEAD')).body).toBe('');
  });

  it('gives nothing else, whatever the path is', async () => {
    for (const path of [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/assets/../../secret.txt',
      '//secret.txt',
      '/%00',
      '/%',
      '/none',
      '/assets',
    ])
      expect((await ask(path)).body, path).not.toContain('secret');
    expect((await ask('/none')).status).toBe(404);
    expect((await ask('/', 'POST')).status).toBe(405);
  });
});

describe('the headers for nginx', () => {
  it('are those of public/_headers', () => {
    const nginx = readFileSync('hosting/nginx.conf', 'utf8');
    const [policy] =
      /default-src[^\n]*(?=; frame-ancestors 'self')/.exec(readFileSync('public/_headers', 'utf8')) ?? [];
    expect(nginx).toContain(`"${policy}; frame-ancestors $ancestors"`);
  });
});
