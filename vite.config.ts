import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { adoptedStyles } from './scripts/adopted-styles.mjs';
import { leanCodemirror } from './scripts/lean-codemirror.mjs';
import { leanCytoscape } from './scripts/lean-cytoscape.mjs';
import { leanWorker } from './scripts/lean-worker.mjs';
import { FRAME, scenarioPage } from './scripts/scenario-pages.mjs';
import { headersFor, policy } from './scripts/security-policy.mjs';
import { embedSnippet } from './src/share/embedSnippet.ts';
import { gallery } from './src/words/en/gallery.ts';
import { gallery as galleryCN } from './src/words/zh-CN/gallery.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Both pages carry the policy in a meta tag; the dev server's own inline scripts would break under it. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'kubehop:content-security-policy',
    transformIndexHtml: {
      order: 'pre',
      handler: (html, { server }) =>
        server
          ? html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>\s*/, '')
          : html.replace('%KUBEHOP_CSP%', policy),
    },
    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => {
        for (const [name, value] of Object.entries(headersFor(request.url ?? '/'))) response.setHeader(name, value);
        next();
      });
    },
  };
}

/**
 * The script of the theme holds the reading of the page up until it has come, and next to a policy in a meta tag nothing
 * behind it is asked for before: all else of the head stands in front of it, also the styles, which it waits for.
 */
function themeLast(): Plugin {
  const theme = /\n\s*<script\s+src="\.\/theme\.js"><\/script>/;
  return {
    name: 'kubehop:theme-last',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html) {
        const [tag] = theme.exec(html) ?? [];
        if (!tag) throw new Error('a page without theme.js');
        return html.replace(tag, '').replace(/\n\s*<\/head>/, `${tag}$&`);
      },
    },
  };
}

/** A page for previews of each scenario; KUBEHOP_ADDRESS says where Kubehop will be, for readers that want it whole. */
function scenarioPages(): Plugin {
  const address = process.env['KUBEHOP_ADDRESS'];
  const site = address ? new URL(`${address.replace(/\/+$/, '')}/`).href : '';
  return {
    name: 'kubehop:scenario-pages',
    applyToEnvironment: ({ name }) => name === 'client',
    generateBundle() {
      for (const [language, entries] of Object.entries({ en: gallery, 'zh-CN': galleryCN }))
        for (const [name, entry] of Object.entries(entries)) {
          const frame = embedSnippet({
            base: `${site}embed.html`,
            fragment: `/s/${name}`,
            title: entry.title,
            theme: 'auto',
            language: language === 'en' ? '' : language,
            run: 'click',
            height: FRAME.height,
          });
          const files = scenarioPage({ name, language, entry, frame }, policy, site);
          for (const [fileName, source] of Object.entries(files)) this.emitFile({ type: 'asset', fileName, source });
        }
    },
  };
}

/** What the page and an embed run at once, nearly all of it. */
const CALLED_ON_LOAD = new Set(['app', 'mountApp', 'base', 'main', 'plainBoard', 'runEmbed']);
const HINT = '//# allFunctionsCalledOnLoad\n';

/**
 * A comment at the top of a file has V8 compile every function while the file comes in, beside the page's thread, instead of
 * each when it is called first (Explicit Compile Hints, since Chrome 136).
 */
function compiledAhead(): Plugin {
  return {
    name: 'kubehop:compiled-ahead',
    applyToEnvironment: ({ name }) => name === 'client',
    augmentChunkHash: ({ name }) => (CALLED_ON_LOAD.has(name) ? HINT : undefined),
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle))
          if (file.type === 'chunk' && CALLED_ON_LOAD.has(file.name)) file.code = HINT + file.code;
      },
    },
  };
}

// Importing these folders does nothing by itself, so what is not used of them need not be shipped.
const treeshake = { moduleSideEffects: (id: string) => !/\/src\/(engine|model|scene|share|exports|paint)\//.test(id) };

/** What both pages have to have first: one file instead of seven. */
const BASE =
  /preload-helper|\/src\/(words\/(loadCatalog|later|language|grouped)|app\/(engines|whyNot|causes|lines|sayLines|places)|share\/(galleryFragment|embedPanels)|ui\/kit\/networkMarks|scene\/addressesIn)\.ts$/;

const pages = { app: at('index.html'), embed: at('embed.html'), element: at('src/ui/embed/element.ts') };

export default defineConfig({
  base: './', // the built folder works under any path
  plugins: [
    react(),
    leanCodemirror(),
    leanCytoscape(),
    adoptedStyles(),
    scenarioPages(),
    contentSecurityPolicy(),
    themeLast(),
    compiledAhead(),
  ],
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1', cors: true }, // a sandboxed frame without an origin loads modules with CORS
  worker: { format: 'es', plugins: () => [leanWorker()], rolldownOptions: { treeshake } },
  build: {
    outDir: 'dist/web',
    target: 'es2022',
    manifest: true,
    sourcemap: false,
    assetsInlineLimit: 0, // a worker or an icon as a data: URL would be refused by the policy
    modulePreload: { polyfill: false },
    rolldownOptions: {
      treeshake,
      // other pages name it in their own text
      output: {
        entryFileNames: ({ name }) => (name === 'element' ? 'embed.js' : 'assets/[name]-[hash].js'),
        codeSplitting: { groups: [{ name: 'base', test: BASE }] },
      },
      input: Object.fromEntries(Object.entries(pages).filter(([, file]) => existsSync(file))),
    },
  },
});
