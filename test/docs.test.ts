// What docs/ and README.md promise: links lead somewhere, and the YAML in them is read.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { examine, parseText } from '../src/engine/index.ts';
import { galleryNameIn } from '../src/share/galleryFragment.ts';
import { chinese, english } from '../site/.vitepress/pages.mjs';
import { isGalleryName } from '../src/scenarios/index.ts';

const PAGES = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'conformance/README.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
];

/** As GitHub makes the anchor of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[`*]/g, '')
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

const withoutCode = (text: string): string => text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
const anchorsOf = (file: string): string[] =>
  [...withoutCode(readFileSync(file, 'utf8')).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading));

describe.each(PAGES)('%s', (page) => {
  const text = readFileSync(page, 'utf8');

  it('links to what is there', () => {
    for (const [, target = ''] of withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^https?:/.test(target)) {
        expect(URL.canParse(target), target).toBe(true);
        continue;
      }
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? page : normalize(join(dirname(page), path));
      expect(existsSync(file), `${page}: ${target}`).toBe(true);
      if (anchor !== undefined) expect(anchorsOf(file), target).toContain(anchor);
    }
    for (const [, fragment = ''] of text.matchAll(/(?:HOST|\])\S*?(#\/?s[=/][a-z0-9-]+)/g))
      expect(isGalleryName(galleryNameIn(fragment) ?? ''), fragment).toBe(true);
  });

  it('has YAML that is read, and scenarios in which everything is known', () => {
    for (const [, yaml = ''] of text.matchAll(/^```yaml\n([\s\S]*?)^```/gm)) {
      const { documents } = parseText(yaml);
      const wrong = documents.flatMap(({ diagnostics }) => diagnostics).filter(({ severity }) => severity === 'error');
      expect(wrong, yaml).toEqual([]);
      const isScenario = /^apiVersion: kubehop\.dev\/v1$/m.test(yaml);
      if (isScenario) expect(examine(yaml).filter(({ code }) => code === 'scenario/unknown')).toEqual([]);
    }
  });
});

describe('the site', () => {
  const links = [english('/'), chinese('/')].flatMap(({ themeConfig: { sidebar } }) =>
    sidebar.flatMap(({ items }) => items.map(({ link }) => link)),
  );

  it('lists every page of docs/, and no other', () => {
    const pages = PAGES.filter((page) => page.startsWith('docs/') && !page.endsWith('/index.md'));
    expect([...new Set(links)].sort()).toEqual(pages.map((page) => page.replace(/^docs|\.md$/g, '')).sort());
  });

  it('has the guide in both languages, with the same headings and scenarios in each', () => {
    const shape = (file: string): string[] =>
      [...readFileSync(file, 'utf8').matchAll(/^(#+) |scenario="([\w-]+)"/gm)].map(
        ([, level, name]) => level ?? name ?? '',
      );
    const guide = readdirSync('docs/guide');
    expect(readdirSync('docs/zh-CN/guide')).toEqual(guide);
    for (const file of guide) expect(shape(`docs/zh-CN/guide/${file}`), file).toEqual(shape(`docs/guide/${file}`));
  });

  it('shows scenarios of the gallery alone', () => {
    for (const page of PAGES)
      for (const [, name = ''] of readFileSync(page, 'utf8').matchAll(/<kubehop-playground [^>]*scenario="([^"]*)"/g))
        expect(isGalleryName(name), `${page}: ${name}`).toBe(true);
  });
});
