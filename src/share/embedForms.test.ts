// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { embedCode, embedFormsOf } from './embedForms.ts';
import { type EmbedChoice, embedUrl } from './embedSnippet.ts';

const choice: EmbedChoice = {
  base: 'https://kubehop.example/embed.html',
  fragment: '/s/nodeport',
  title: 'A "door" on <every> Node & more </script>',
  theme: 'dark',
  language: 'zh-CN',
  run: 'auto',
  height: 450,
};
const parsed = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');

describe('embedCode', () => {
  it('writes an iframe and an element that a page reads as they are meant', () => {
    const frame = parsed(embedCode('html', choice)).querySelector('iframe');
    expect(frame?.getAttribute('src')).toBe(embedUrl(choice));
    expect(frame?.title).toBe(`Kubehop: ${choice.title}`);
    const page = parsed(embedCode('element', choice));
    expect(page.querySelector('script')?.getAttribute('src')).toBe('https://kubehop.example/embed.js');
    const element = page.querySelector('kubehop-playground');
    expect(element?.getAttribute('run')).toBe('auto');
    expect(element?.querySelector('a')?.getAttribute('href')).toBe('https://kubehop.example/#/s/nodeport');
    expect(element?.textContent?.trim()).toBe(choice.title);
  });

  it('writes strings for MDX and Hugo out of which nothing breaks', () => {
    const mdx = embedCode('mdx', choice);
    const [, title = ''] = /title=\{(".*")\}/.exec(mdx) ?? [];
    expect(JSON.parse(title)).toBe(`Kubehop: ${choice.title}`);
    expect(mdx).not.toMatch(/<\/?(script|every)/);
    const call = embedCode('hugo', { ...choice, title: 'a "b" \\ <c> >}} d' });
    expect(call).toContain(`src="${embedUrl(choice)}"`);
    expect(call).toContain('title="Kubehop: a \\"b\\" \\\\ <c> >} } d"');
    expect(call.indexOf('}}')).toBe(call.length - 2);
    expect(embedCode('address', choice)).toBe(embedUrl(choice));
    for (const form of embedFormsOf(choice.fragment))
      expect(embedCode(form, choice)).not.toContain('</script>\n</script>');
  });

  it('has a page with a preview of the scenarios of the gallery, in both languages', () => {
    expect(embedFormsOf('/s/nodeport')).toContain('preview');
    expect(embedFormsOf('v1/abc')).not.toContain('preview');
    expect(embedCode('preview', choice)).toBe('https://kubehop.example/s/nodeport/zh-CN/');
    expect(embedCode('preview', { ...choice, language: '' })).toBe('https://kubehop.example/s/nodeport/');
  });

  it('says which panels stand beside the picture, and whether they are read only', () => {
    const more: EmbedChoice = { ...choice, panels: ['yaml', 'terminal'], readonly: true };
    expect(embedUrl(more)).toContain('&panels=picture,timeline,yaml,terminal&readonly=1#');
    const element = parsed(embedCode('element', more)).querySelector('kubehop-playground');
    expect(element?.getAttribute('panels')).toBe('picture,timeline,yaml,terminal');
    expect(element?.hasAttribute('readonly')).toBe(true);
    // nothing can be written in the inspector
    expect(embedUrl({ ...more, panels: ['inspector'] })).not.toContain('readonly');
    expect(embedUrl(choice)).not.toContain('panels');
  });
});
