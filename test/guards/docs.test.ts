// The pages of docs/ and the site that is made of them. The Chinese ones say what the English ones say: a page that grew in
// one language alone is found here.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { linkTo } from '../../site/.vitepress/links.mjs';
import { chinese, english } from '../../site/.vitepress/pages.mjs';
import { project } from './planted.ts';

const docs = join(project, 'docs');
const pages = readdirSync(join(docs, 'zh-CN'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .map((name) => name.replaceAll('\\', '/'));

const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text);

/** A page without its words: headings, paragraphs, items, rows with the code of their first cell, and blocks of code. */
function skeleton(file: string): string[] {
  const bones: string[] = [];
  let fence: string[] | null = null;
  let before = '';
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line.startsWith('```')) {
      if (fence) bones.push(`code ${fence.join('\n')}`);
      fence = fence ? null : [line];
    } else if (fence) fence.push(line);
    else if (/^#+ /.test(line)) bones.push(line.split(' ')[0]!);
    else if (/^[-*] /.test(line)) bones.push('item');
    else if (/^\d+\. /.test(line)) bones.push('numbered item');
    else if (line.startsWith('|')) {
      const cells = line.split(/(?<!\\)\|/);
      const [code = ''] = /`[^`]+`/.exec(cells[1] ?? '') ?? [];
      bones.push(`row of ${cells.length} ${code}`);
    } else if (line.startsWith('    ')) bones.push(`code ${line.trim()}`);
    else if (line !== '' && before === '') bones.push('paragraph');
    before = line;
  }
  return bones;
}

/** Code with Chinese in it is not compared letter by letter. */
const alike = (bone: string): string => (bone.startsWith('code') ? bone.replace(/ lang="zh-CN"/g, '') : bone);

test.each(pages)('%s is built as its English twin', (page) => {
  const [there, here] = [skeleton(join(docs, page)), skeleton(join(docs, 'zh-CN', page))];
  expect(
    here.map((bone, i) => (bone.startsWith('code') && isChinese(bone) ? (there[i] ?? bone) : alike(bone))),
  ).toEqual(there.map(alike));
});

const linksOf = (site: ReturnType<typeof english>): string[] =>
  site.themeConfig.sidebar.flatMap(({ items }) => items.map(({ link }) => link));

test('the menus of both languages lead to pages that are there, and to every one', () => {
  for (const link of [...linksOf(english('/')), ...linksOf(chinese('/'))])
    expect(existsSync(join(docs, `${link}.md`)), link).toBe(true);
  const listed = linksOf(chinese('/')).filter((link) => link.startsWith('/zh-CN/'));
  expect(listed.map((link) => `${link.slice('/zh-CN/'.length)}.md`).sort()).toEqual(
    pages.filter((page) => page !== 'index.md').sort(),
  );
});

test.each([
  ['/kubehop/', '/', '/kubehop/'],
  ['/kubehop/', '/kubehop/docs/', '/kubehop/'],
  ['/tools/docs/kubehop/', '/tools/docs/', '/tools/docs/kubehop/'],
  ['/', '/docs/', '/'],
  ['https://kubehop.example/x/', '/docs/', 'https://kubehop.example/x/'],
])('the menu leads to Kubehop at %s from a site at %s', (app, base, led) => {
  const link = linkTo(app, base);
  const href = link.startsWith('/') ? `${base}${link}`.replace(/\/+/g, '/') : link; // as VitePress makes it
  expect(new URL(href, 'https://host.example').href).toBe(new URL(led, 'https://host.example').href);
});
