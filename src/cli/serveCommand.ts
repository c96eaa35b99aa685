import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { encodeLink } from '../share/link.ts';
import { MAX_LINK } from '../share/maxLink.ts';
import { readOptions } from './options.ts';
import { FileError, readText } from './readText.ts';
import { serveFolder } from './serveFolder.ts';
import { UsageError } from './UsageError.ts';

/** Where the built pages are: beside the program in its package, beside its folder in the repository. */
function webFolder(): string {
  const folders = ['web', '../web'].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  const found = folders.find((folder) => existsSync(`${folder}/index.html`));
  if (!found) throw new FileError('the pages are not here: this program was packed or built without them');
  return found;
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new UsageError(`--port is a number up to 65535, not "${text}"`);
  return port;
}

/** Serves the pages, by default to this machine alone. */
async function listen(port: number, host: string): Promise<{ server: Server; address: string }> {
  const server = createServer(serveFolder(webFolder()));
  await new Promise<void>((resolve, reject) => {
    server.once('error', ({ code }: NodeJS.ErrnoException) =>
      reject(new FileError(`port ${port} of ${host} cannot be had (${code})`)),
    );
    server.listen(port, host, resolve);
  });
  const at = server.address() as AddressInfo;
  return { server, address: `http://${at.family === 'IPv6' ? `[${at.address}]` : at.address}:${at.port}/` };
}

/** Until somebody stops it. */
const until = (server: Server): Promise<number> => new Promise((resolve) => server.once('close', () => resolve(0)));

const NAMES = { '--port': 'port', '-p': 'port', '--host': 'host', '--link': 'link' };

/** `kubehop serve [--port N] [--host ADDRESS]`: the page itself, without a network. */
export async function serveCommand(args: string[]): Promise<number> {
  const { values, words } = readOptions(args, NAMES);
  if (words.length > 0 || values['link'] !== undefined) throw new UsageError('serve takes --port and --host alone');
  const { server, address } = await listen(portOf(values['port'] ?? '4173'), values['host'] ?? '127.0.0.1');
  process.stdout.write(`Kubehop is at ${address}\nStop it with Ctrl-C.\n`);
  return until(server);
}

/** `kubehop open FILE [--link ADDRESS]`: a link that carries the file, to a page that is served here or elsewhere. */
export async function openCommand(args: string[]): Promise<number> {
  const { values, words } = readOptions(args, NAMES);
  const [file, ...more] = words;
  if (file === undefined || more.length > 0) throw new UsageError('open takes one FILE');
  const fragment = encodeLink({ yaml: readText(file) });
  if (fragment.length > MAX_LINK)
    throw new FileError(`${file}: too large for a link. Run kubehop serve and drop the file on the page`);
  const { link } = values;
  if (link !== undefined) {
    if (!URL.canParse(link)) throw new UsageError(`--link is an address such as https://HOST/, not "${link}"`);
    process.stdout.write(`${link.split('#')[0]}#${fragment}\n`);
    return 0;
  }
  const { server, address } = await listen(portOf(values['port'] ?? '0'), values['host'] ?? '127.0.0.1');
  process.stdout.write(`${address}#${fragment}\nStop it with Ctrl-C.\n`);
  return until(server);
}
