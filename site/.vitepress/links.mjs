// @ts-check
import { posix } from 'node:path';

/**
 * An address as VitePress wants it in its menus: it puts the site's own path before every other path.
 * @param {string} address a whole one, or a path of the same host
 * @param {string} base the path of the site
 */
export const linkTo = (address, base) =>
  /^[a-z]+:/.test(address) ? address : `/${posix.relative(base, address)}/`.replace('//', '/');
