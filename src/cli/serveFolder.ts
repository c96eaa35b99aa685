import { createReadStream, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, relative, sep } from 'node:path';
import { readHeaders } from './readHeaders.ts';

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.yaml': 'text/plain; charset=utf-8',
};

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The path that a request asks for; '/' where that cannot be read. */
function pathOf(raw: string): string {
  try {
    return normalize(decodeURIComponent(raw));
  } catch {
    return '/';
  }
}

/** Answers requests with the files of a folder and with the headers that they want, and with nothing outside of it. */
export function serveFolder(folder: string): (request: IncomingMessage, response: ServerResponse) => void {
  const headersOf = readHeaders(folder);
  return ({ method = 'GET', url = '/' }, response) => {
    const [raw = '/', query = ''] = url.split('?');
    const inside = join(folder, pathOf(raw));
    const file = [inside, join(inside, 'index.html'), `${inside}.html`].find(
      (one) => one.startsWith(folder + sep) && !one.includes('\0') && isFile(one),
    );
    const isRead = method === 'GET' || method === 'HEAD';
    if (!file || !isRead) {
      response.writeHead(file ? 405 : 404, { 'content-type': 'text/plain' }).end();
      return;
    }
    const hashed = /-[\w-]{8}\.\w+$/.test(file);
    // the page with ?embed=1 is an embed
    const isEmbed = /(^|&)embed=1(&|$)/.test(query);
    response.writeHead(200, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'content-length': statSync(file).size,
      'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      ...headersOf(isEmbed ? '/embed.html' : `/${relative(folder, file).split(sep).join('/')}`),
    });
    if (method === 'HEAD') response.end();
    else createReadStream(file).pipe(response);
  };
}
