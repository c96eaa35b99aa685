// @ts-check
// Sums of what was built: in the pages, for what they load, so that a browser runs no changed file; and of every file of
// the app in dist/web/SHA256SUMS, for whoever wants to hold a server against it: `sha256sum -c SHA256SUMS`.
import { createHash } from 'node:crypto';

/** @param {string} algorithm @param {Uint8Array | string} content @param {'base64' | 'hex'} form */
const sum = (algorithm, content, form) => createHash(algorithm).update(content).digest(form);

/**
 * A page whose scripts, preloads and styles have `integrity`. Only those that are loaded with CORS: without it a frame of an
 * opaque origin may not see the bytes that it is to check.
 * @param {string} html
 * @param {Record<string, Uint8Array | string>} files by path
 */
export const withIntegrity = (html, files) =>
  html.replaceAll(/<(?:script|link)\b[^>]*\scrossorigin\s(?:src|href)="\.\/([^"]+)"/g, (tag, path) => {
    const content = files[path];
    if (content === undefined) throw new Error(`${path} was not built`);
    return `${tag} integrity="sha384-${sum('sha384', content, 'base64')}"`;
  });

/** @param {Record<string, Uint8Array | string>} files by path */
export const sumsOf = (files) =>
  Object.keys(files)
    .sort()
    .map((path) => `${sum('sha256', files[path] ?? '', 'hex')}  ${path}\n`)
    .join('');
