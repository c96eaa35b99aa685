// @ts-check
// The site of docs/, in two languages, with Kubehop itself in its pages. Built by scripts/docs.mjs, which says where
// Kubehop is (KUBEHOP_APP, relative to the site or an address), under which path the site is (KUBEHOP_BASE), and where
// files of the repository that no page shows can be read (KUBEHOP_SOURCE).
import { defineConfig } from 'vitepress';
import { asInTheRepository } from './markdown.mjs';
import { linkTo } from './links.mjs';
import { chinese, english, searchInChinese } from './pages.mjs';

const { KUBEHOP_APP: app = '', KUBEHOP_SOURCE: source = '', KUBEHOP_BASE: base = '/' } = process.env;

export default defineConfig({
  title: 'Kubehop',
  base,
  srcDir: '../docs',
  outDir: '../dist/docs',
  cacheDir: '../.cache/vitepress',
  cleanUrls: false,
  lastUpdated: false,
  head: [
    ['link', { rel: 'icon', type: 'image/svg+xml', href: `${base}favicon.svg` }],
    ['script', { type: 'module', src: `${app}embed.js` }],
  ],
  markdown: { config: asInTheRepository(source) },
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag === 'kubehop-playground' } } },
  vite: {
    publicDir: false,
    build: { chunkSizeWarningLimit: 2000 },
  },
  themeConfig: { search: { provider: 'local', options: { locales: { 'zh-CN': { translations: searchInChinese } } } } },
  locales: { root: english(linkTo(app, base)), 'zh-CN': chinese(linkTo(app, base)) },
});
