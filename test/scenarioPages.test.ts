import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PREVIEW, scenarioPage } from '../scripts/scenario-pages.mjs';
import { gallery } from '../src/words/en/gallery.ts';
import { project } from './guards/planted.ts';

const entry = { title: 'Why is <this> "refused" & gone?', goal: 'A & B' };
const scenario = { name: 'nodeport', language: 'en', entry, frame: '<iframe src="https://hop.example/k/embed.html">' };
const policy = "default-src 'none'; script-src 'self'";
const site = 'https://hop.example/k/';

/** What a reader of previews makes of a page. */
function read(html = ''): Record<string, string> {
  const unescape = (text: string): string =>
    text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  return Object.fromEntries(
    [...html.matchAll(/<meta (?:property|name)="([^"]*)" content="([^"]*)"/g)].map(([, name = '', content = '']) => [
      name,
      unescape(content),
    ]),
  );
}

describe('the page of a scenario', () => {
  it('tells readers of previews title, text and picture, and leads on without a script in the page', () => {
    const html = scenarioPage(scenario, policy, site)['s/nodeport/index.html'] ?? '';
    expect(read(html)).toMatchObject({
      'og:title': entry.title,
      'og:description': entry.goal,
      'og:image': `${site}s/nodeport/preview.png`,
      'og:url': `${site}s/nodeport/`,
      'twitter:card': 'summary_large_image',
    });
    expect(html).toContain('<a href="../../#/s/nodeport">');
    expect(html).toContain(`content="${policy}"`);
    expect(html).not.toMatch(/<script(?![^>]* src=)| on\w+=/);
  });

  it('names an oEmbed file that holds what the specification asks of the type rich', () => {
    const files = scenarioPage(scenario, policy, site);
    const [, href = ''] =
      /type="application\/json\+oembed" href="([^"]*)"/.exec(files['s/nodeport/index.html'] ?? '') ?? [];
    expect(href).toBe(`${site}s/nodeport/oembed.json`);
    expect(JSON.parse(files[href.slice(site.length)] ?? '')).toMatchObject({
      version: '1.0',
      type: 'rich',
      title: entry.title,
      html: scenario.frame,
      width: 800,
      height: 450,
      thumbnail_url: `${site}s/nodeport/preview.png`,
    });
  });

  it('is there in Chinese, and without an address, then without oEmbed', () => {
    const files = scenarioPage({ ...scenario, language: 'zh-CN' }, policy, '');
    expect(Object.keys(files)).toEqual(['s/nodeport/zh-CN/index.html']);
    const html = files['s/nodeport/zh-CN/index.html'] ?? '';
    expect(html).toContain('<a href="../../../?lang=zh-CN#/s/nodeport">');
    expect(read(html)['og:image']).toBe('../../../s/nodeport/preview.png');
    expect(html).not.toMatch(/oembed|undefined/);
  });
});

it.each(Object.keys(gallery))('%s has its picture, in the size that its page says', (name) => {
  const file = join(project, 'public/s', name, 'preview.png');
  expect(existsSync(file), `npm run previews -- ${name}`).toBe(true);
  const png = readFileSync(file);
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([PREVIEW.width, PREVIEW.height]);
});
