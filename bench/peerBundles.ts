import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build, type InlineConfig } from 'vite';
import { npm } from '../scripts/install.mjs';
import { simulate } from '../src/engine/index.ts';
import { mermaid } from '../src/exports/mermaid.ts';
import { en } from '../src/words/en.ts';

const PEERS = ['mermaid', 'monaco-editor'] as const;
export type Peer = (typeof PEERS)[number];

/** What a page like ours begins with: what it costs before a line of ours is written. */
export const LIBRARIES = { embed: 'Cytoscape', page: 'React, CodeMirror and Cytoscape' };
export type Skeleton = keyof typeof LIBRARIES;

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

/** Boxes and wires in Cytoscape, as it is published, and one more that goes from the first to the last. */
const moves = `
    import cytoscape from 'cytoscape';
    const draw = (container) => {
      const boxes = Array.from({ length: 20 }, (_, n) => ({ data: { id: 'n' + n, label: 'node ' + n } }));
      const wires = boxes.slice(1).map(({ data }, n) => ({ data: { source: 'n' + n, target: data.id } }));
      const graph = cytoscape({
        container,
        elements: [...boxes, ...wires],
        layout: { name: 'grid' },
        style: [{ selector: 'node', style: { label: 'data(label)', shape: 'round-rectangle' } }],
      });
      const packet = graph.add({ data: { id: 'packet' }, position: { ...graph.$('#n0').position() } });
      const to = graph.$('#n19').position();
      const move = () => {
        const { x, y } = packet.position();
        packet.position({ x: x + (to.x - x) / 100, y: y + (to.y - y) / 100 });
        requestAnimationFrame(move);
      };
      requestAnimationFrame(move);
      ${there}
    };`;

const skeletons: Record<Skeleton, string> = {
  embed: `${moves}
    const pane = document.body.appendChild(document.createElement('div'));
    pane.style.cssText = 'height: 100%';
    draw(pane);`,
  page: `${moves}
    import { createElement, useEffect, useRef } from 'react';
    import { createRoot } from 'react-dom/client';
    import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
    import { defaultHighlightStyle, foldGutter, syntaxHighlighting } from '@codemirror/language';
    import { lintGutter } from '@codemirror/lint';
    import { search, searchKeymap } from '@codemirror/search';
    import { EditorState } from '@codemirror/state';
    import { EditorView, keymap, lineNumbers } from '@codemirror/view';
    const doc = ${JSON.stringify(readFileSync('src/scenarios/load-balancer.yaml', 'utf8'))};
    const extensions = [
      lineNumbers(),
      foldGutter(),
      history(),
      lintGutter(),
      search(),
      syntaxHighlighting(defaultHighlightStyle),
      keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap]),
    ];
    function Page() {
      const text = useRef(null);
      const pane = useRef(null);
      useEffect(() => {
        new EditorView({ state: EditorState.create({ doc, extensions }), parent: text.current });
        draw(pane.current);
      }, []);
      const half = (ref) => createElement('div', { ref, style: { flex: 1 } });
      return createElement('div', { style: { display: 'flex', height: '100%' } }, half(text), half(pane));
    }
    const root = document.body.appendChild(document.createElement('div'));
    root.style.cssText = 'height: 100%';
    createRoot(root).render(createElement(Page));`,
};

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
  return { version, built: await buildPage(join(all, `page-of-${peer}`), pages()[peer]) };
}

/** Builds a skeleton, with the versions that ours is built with; tells where the build is. */
export const buildSkeleton = (name: Skeleton): Promise<InlineConfig> =>
  // beside ours, to find the same packages
  buildPage(resolve('.cache', `skeleton-${name}`), skeletons[name]);

async function buildPage(root: string, script: string): Promise<InlineConfig> {
  mkdirSync(root, { recursive: true });
  const style = '<style>html, body { height: 100%; margin: 0 }</style>';
  writeFileSync(
    join(root, 'index.html'),
    `<!doctype html><title>peer</title><link rel="icon" href="data:,">${style}<script type="module" src="./main.js"></script>`,
  );
  writeFileSync(join(root, 'main.js'), script);
  const built: InlineConfig = { configFile: false, root, logLevel: 'error', worker: { format: 'es' } };
  await build({ ...built, build: { target: 'es2022' } });
  return built;
}
