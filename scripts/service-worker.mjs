// @ts-check
// Makes the service worker of a build: it keeps every file of its build, so that the page works without a network.
import { createHash } from 'node:crypto';

/**
 * @param {Record<string, string | Uint8Array>} files what was built, by path below the root of the site
 * @returns {string} the script
 */
export function serviceWorker(files) {
  const names = Object.keys(files).sort();
  const hash = createHash('sha256');
  for (const name of names)
    hash
      .update(name)
      .update('\0')
      .update(files[name] ?? '');
  const version = hash.digest('hex').slice(0, 12);
  return SCRIPT.replace('%VERSION%', version).replace('%FILES%', JSON.stringify(names));
}

/**
 * Pages come from this build's own cache, so that a page and its parts always fit together; other files from whichever
 * build has them: their names hold a hash. Of the builds before, the last is kept, for tabs that still show it. A new
 * build waits until the reader says so, or no tab is open any more. Nothing but the files of the site is ever asked for.
 */
const SCRIPT = `const NAME = 'kubehop-%VERSION%';
const FILES = %FILES%;
const PAGES = { '': 'index.html', 'index.html': 'index.html', embed: 'embed.html', 'embed.html': 'embed.html' };
const root = new URL('./', self.location.href).href;

async function install() {
  const cache = await caches.open(NAME);
  await Promise.all(
    FILES.map(async (file) => {
      const url = root + file;
      const known = /-[\\w-]{8}\\.\\w+$/.test(file) && (await caches.match(url));
      const response = known || (await fetch(url, { cache: 'no-cache' }));
      if (!response.ok) throw new Error(url);
      // a page may not be answered with what came by a redirection
      const { status, headers } = response;
      await cache.put(url, response.redirected ? new Response(response.body, { status, headers }) : response);
    }),
  );
}

async function activate() {
  const builds = (await caches.keys()).filter((name) => name.startsWith('kubehop-') && name !== NAME);
  await Promise.all(builds.slice(0, -1).map((name) => caches.delete(name)));
  // the first visit too goes on without a network
  if (builds.length === 0) await self.clients.claim();
}

async function answer(request) {
  const url = new URL(request.url);
  const path = url.href.slice(root.length).split(/[?#]/)[0];
  const page = request.mode === 'navigate' ? PAGES[path] : undefined;
  const own = await caches.open(NAME);
  const kept = page ? await own.match(root + page) : ((await own.match(root + path)) ?? (await caches.match(root + path)));
  return kept ?? fetch(request);
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('message', ({ data }) => {
  if (data === 'take-over') self.skipWaiting();
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method === 'GET' && request.url.startsWith(root)) event.respondWith(answer(request));
});
`;
