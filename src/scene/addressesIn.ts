import { splitPort } from './addresses.ts';

/** An address in a text, with its port if it has one: `text.slice(start, end)`. */
export interface AddressAt {
  start: number;
  end: number;
  ip: string;
}

/** With or without a port, IPv6 in brackets or bare; a range (`10.96.0.0/12`) is none, unless one address is all of it. */
export const ADDRESS =
  /\[[0-9a-f:.]+\](?::\d+)?|(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?!\.?\d|\/(?!32\b)\d)|(?<![\w:.])(?=[0-9a-f:]*::|(?:[0-9a-f]+:){7})[0-9a-f]{1,4}:[0-9a-f:]*[0-9a-f]{1,4}(?![\w:]|\/(?!128\b)\d)/gi;

/** Where addresses stand in a text. What looks like one and is none of a cluster is for its reader to find out. */
export function addressesIn(text: string): AddressAt[] {
  return [...text.matchAll(ADDRESS)].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
    ip: splitPort(found).ip,
  }));
}
