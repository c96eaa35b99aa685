import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type InlineConfig } from 'vite';
import { npm } from '../scripts/install.mjs';
import { simulate } from '../src/engine/index.ts';
import { mermaid } from '../src/exports/mermaid.ts';
import { en } from '../src/words/en.ts';

const PEERS = ['mermaid', 'monaco-editor'] as const;
export type Peer = (typeof PEERS)[number];

/** Runs when it is on the screen. */
const there = `requestAnimationFrame(() => requestAnimationFrame(() => console.debug('there', performance.now())));`;

/** The connection that ours shows, in Mermaid's language, as our report has it. */
function connection(): string {
  const { reach, taken } = simulate({ text: readFileSync('src/scenarios/load-balancer.yaml', 'utf8') });
  const trace = reach?.traces[taken];
  if (!trace) throw new Error('no connection');
  return mermaid(trace, en);
}

/** The smallest page of each, as its documentation has it. */
const pages = (): Record<Peer, string> => ({
  mermaid: `
    import mermaid from 'mermaid';
    mermaid.initialize({ startOnLoad: false });
    const { svg } = await mermaid.render('picture', ${JSON.stringify(connection())});
    document.body.innerHTML = svg;
    ${there}`,
  'monaco-editor': `
    import * as monaco from 'monaco-editor';
    import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker';
    globalThis.MonacoEnvironment = { getWorker: () => new EditorWorker() };
    monaco.editor.create(document.body, { value: 'kind: Service\\n', language: 'yaml' });
    ${there}`,
});

let folder: string | null | undefined;

/** A folder in which npm has installed the peers, until this process ends; null without npm or its registry. */
function installed(): string | null {
  if (folder !== undefined) return folder;
  const made = mkdtempSync(join(tmpdir(), 'kubehop-peers-'));
  process.on('exit', () => rmSync(made, { recursive: true, force: true }));
  writeFileSync(join(made, 'package.json'), '{"private":true,"type":"module"}\n');
  const { status } = npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', ...PEERS], {
    cwd: made,
    stdio: 'ignore',
  });
  folder = status === 0 ? made : null;
  return folder;
}

/** Why there is no such peer. */
export const needsPeer = (peer: Peer): string | undefined => (installed() ? undefined : `needs ${peer}`);

/** Builds the page of a peer; tells its version, and where the build is. */
export async function buildPeer(peer: Peer): Promise<{ version: string; built: InlineConfig }> {
  const all = installed();
  if (!all) throw new Error(`no ${peer}`);
  const { version } = JSON.parse(readFileSync(join(all, 'node_modules', peer, 'package.json'), 'utf8')) as {
    version: string;
  };
  const root = join(all, `page-of-${peer}`);
  mkdirSync(root);
  const style = '<style>html, body { height: 100%; margin: 0 }</style>';
  writeFileSync(
    join(root, 'index.html'),
    `<!doctype html><title>${peer}</title><link rel="icon" href="data:,">${style}<script type="module" src="./main.js"></script>`,
  );
  writeFileSync(join(root, 'main.js'), pages()[peer]);
  const built: InlineConfig = { configFile: false, root, logLevel: 'error', worker: { format: 'es' } };
  await build({ ...built, build: { target: 'es2022' } });
  return { version, built };
}
