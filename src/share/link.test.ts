import { readdirSync, readFileSync } from 'node:fs';
import { deflateSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import links from '../../conformance/links.json' with { type: 'json' };
import { toBase64url } from './base64url.ts';
import { crc32 } from './crc32.ts';
import { decodeLink, encodeLink, type LinkState } from './link.ts';
import { LINK_DICTIONARY } from './linkDictionary.ts';
import { en } from '../words/en.ts';
import { zhCN } from '../words/zh-CN.ts';
import { MAX_LINK } from './maxLink.ts';

interface Fixture extends LinkState {
  name: string;
  fragment: string;
}

const yaml = `apiVersion: v1
kind: Service
metadata: {name: web} # 你好, ünïcode
spec:
  selector: {app: web}
  ports: [{port: 80, targetPort: 8080}]
`;
const view = { traffic: { from: { kind: 'client' as const }, url: 'tcp://203.0.113.10:80' }, hop: 3 };
const link = encodeLink({ yaml, view });

/** A link around any bytes, with a right checksum: what an attacker would make. */
const forge = (json: Uint8Array, version = 1, dictionary?: Uint8Array<ArrayBuffer>): string => {
  const deflated = deflateSync(json, { level: 9, ...(dictionary && { dictionary }) });
  const bytes = new Uint8Array(deflated.length + 4);
  bytes.set(deflated);
  new DataView(bytes.buffer).setUint32(deflated.length, crc32(deflated));
  return `v${version}/${toBase64url(bytes)}`;
};
const forgeText = (text: string, version = 1) => forge(new TextEncoder().encode(text), version);
const problemOf = (fragment: string) => {
  const decoded = decodeLink(fragment);
  return decoded.ok ? 'none' : decoded.problem;
};

describe('encodeLink and decodeLink', () => {
  it('give back what went in, with and without #', () => {
    expect(decodeLink(link)).toEqual({ ok: true, yaml, view });
    expect(decodeLink(`#${link}`)).toEqual({ ok: true, yaml, view });
    expect(decodeLink(encodeLink({ yaml }))).toEqual({ ok: true, yaml, view: {} });
    expect(encodeLink({ yaml, view: {} })).toBe(encodeLink({ yaml }));
  });

  it('give back what of everything was shown; what nobody can read is left out', () => {
    const look = {
      left: 'terminal' as const,
      layer: 'pod' as const,
      focus: 'Service/default/web',
      opened: ['Node//n7', 'Pod/default/web-1'],
      service: 'Service/default/web',
      system: true as const,
    };
    expect(decodeLink(encodeLink({ yaml, view: look }))).toEqual({ ok: true, yaml, view: look });
    const odd = { left: 'right', layer: 'sky', focus: 7, opened: 'Node//n7', service: {}, system: 'yes', hop: 1 };
    expect(decodeLink(forgeText(JSON.stringify({ v: 1, yaml, view: odd })))).toEqual({
      ok: true,
      yaml,
      view: { hop: 1 },
    });
  });

  it('give back any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(decodeLink(encodeLink({ yaml: text }))).toEqual({ ok: true, yaml: text, view: {} });
      }),
    );
  });

  it.each(links as readonly Fixture[])(
    'open for ever: $name (T11)',
    ({ fragment, yaml: text, view: expected, typed }) => {
      expect(decodeLink(fragment)).toEqual({ ok: true, yaml: text, view: expected, ...(typed && { typed }) });
    },
  );

  it('carry what was typed', () => {
    const typed = [
      { on: 'admin', run: 'kubectl scale deployment/web --replicas=3' },
      { on: 'node/n1', run: 'grep KUBE', stdin: '你好', at: 2500 },
    ];
    const withTyped = encodeLink({ yaml, view, typed });
    expect(decodeLink(withTyped)).toEqual({ ok: true, yaml, view, typed });
    expect(encodeLink({ yaml, view, typed: [] })).toBe(link);
    // who types all day: the newest lines
    const many = Array.from({ length: 300 }, (_, i) => ({ on: 'admin', run: `echo ${i}` }));
    expect(decodeLink(encodeLink({ yaml, typed: many }))).toMatchObject({ typed: many.slice(-200) });
    for (const odd of ['{"v":2,"yaml":"a"}', '{"v":2,"yaml":"a","typed":[{"on":7}]}', '{"v":1,"yaml":"a","typed":[]}'])
      expect(problemOf(forgeText(odd, 2)), odd).toBe('damaged');
    expect(problemOf(forgeText('{"v":3,"yaml":"a","typed":7}', 3))).toBe('damaged');
  });

  it('are a quarter shorter with the dictionary, and none is longer', () => {
    const manifests = readdirSync('test/correct').map((file) => readFileSync(`test/correct/${file}`, 'utf8'));
    const plain = (text: string) => forgeText(JSON.stringify({ v: 1, yaml: text })).length;
    const lengths = manifests.map((text) => [encodeLink({ yaml: text }).length, plain(text)] as const);
    for (const [packed, unaided] of lengths) expect(packed).toBeLessThanOrEqual(unaided);
    const [packed, unaided] = [0, 1].map((i) => lengths.reduce((sum, pair) => sum + pair[i]!, 0)) as [number, number];
    expect(packed / unaided).toBeLessThan(0.75);
  });

  it('refer to a dictionary that never changes', () => {
    expect(crc32(new TextEncoder().encode(LINK_DICTIONARY))).toBe(1248745464);
  });
});

describe('a damaged link (T12)', () => {
  it('is noticed when cut at any character', () => {
    for (let length = 1; length < link.length; length += 1) {
      const decoded = decodeLink(link.slice(0, length));
      expect(decoded, `cut at ${length}`).toMatchObject({
        ok: false,
        problem: expect.stringMatching(/truncated|damaged/),
      });
    }
    for (const nothing of ['', '#', ' ', '%20']) expect(problemOf(nothing)).toBe('missing');
    expect(problemOf(link.slice(0, -9))).toBe('truncated');
  });

  it('is noticed when any character became another one', () => {
    for (let at = 0; at < link.length; at += 1) {
      for (const other of ['A', 'z', '7', '-', '_', '~', 'é']) {
        if (link[at] === other) continue;
        const flipped = link.slice(0, at) + other + link.slice(at + 1);
        const decoded = decodeLink(flipped);
        // `v1/` → `v7/` is a link of a future version, and says so.
        if (at === 1 && other === '7') expect(decoded).toMatchObject({ problem: 'newer', yaml });
        else expect(decoded, flipped).toMatchObject({ ok: false, problem: expect.stringMatching(/truncated|damaged/) });
      }
    }
  });

  it('never makes the decoder throw', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.base64String().map((s) => `v3/${s}`),
        ),
        (junk) => {
          expect(decodeLink(junk).ok).toBe(false);
        },
      ),
    );
  });
});

describe('what mail and chat do (T16)', () => {
  const plus = link.slice(0, 3) + link.slice(3).replaceAll('-', '+').replaceAll('_', '/');
  it.each([
    ['percent-encoding', encodeURIComponent(link)],
    ['twice', encodeURIComponent(encodeURIComponent(link))],
    ['standard base64', `${plus}==`],
    ['a plus that became a blank', plus.replaceAll('+', ' ')],
    ['line breaks', link.replace(/.{60}/g, '$&\r\n ')],
    ['a full stop', `${link}.`],
    ['brackets', `${link})>*`],
    ['a Chinese sentence', `${link}》）。`],
    ['a Chinese sentence, as a browser writes it', `${link}${encodeURI('，')}`],
    ['blanks around', `  ${link}\n`],
  ])('is undone: %s', (_, mangled) => {
    expect(decodeLink(mangled)).toEqual({ ok: true, yaml, view });
  });
});

describe('hostile links (T13, T15)', () => {
  it('of a future version say so', () => {
    expect(problemOf('v4/abc')).toBe('newer');
    expect(problemOf('v10/')).toBe('newer');
    // and give their text where they are packed as today
    const later = forgeText('{"v":9,"yaml":"kind: Pod","mood":"blue"}', 9);
    expect(decodeLink(later)).toEqual({ ok: false, problem: 'newer', raw: later, yaml: 'kind: Pod' });
    const asNow = new TextEncoder().encode('{"v":9,"yaml":"apiVersion: v1\\nkind: Service","mood":"blue"}');
    const packedAsNow = forge(asNow, 9, new TextEncoder().encode(LINK_DICTIONARY));
    expect(decodeLink(packedAsNow)).toMatchObject({ problem: 'newer', yaml: 'apiVersion: v1\nkind: Service' });
    expect(decodeLink(`${later}).`)).toMatchObject({ problem: 'newer', yaml: 'kind: Pod' });
    expect(decodeLink(forge(new Uint8Array(10_000_000).fill(32), 9))).not.toHaveProperty('yaml');
  });

  it('that are junk are damaged, not blank', () => {
    for (const junk of ['/edit/dW5kZWZpbmVk', 'v0/abc', 'hello', 'v1/%%%', '%'])
      expect(problemOf(junk)).toBe('damaged');
  });

  it('stop at 1 MiB of text and 64 KiB of link', () => {
    expect(problemOf(forge(new Uint8Array(10_000_000).fill(32)))).toBe('tooBig');
    expect(problemOf(forge(new Uint8Array(10_000_000).fill(32), 3))).toBe('tooBig');
    expect(problemOf(`v1/${'A'.repeat(MAX_LINK)}`)).toBe('tooLong');
    for (const words of [en, zhCN]) expect(words.notices.link.tooLong).toContain(`${MAX_LINK / 1024} KiB`);
  });

  it('with another shape inside are damaged', () => {
    for (const text of ['{}', '[]', '{"v":1}', '{"v":2,"yaml":""}', 'null', '{"v":1,"yaml":7}', '"v"', '{"v":1,'])
      expect(problemOf(forgeText(text)), text).toBe('damaged');
  });

  it('with names of prototypes inside change nothing but themselves', () => {
    const odd = '{"v":1,"yaml":"a","__proto__":{"typed":[1]},"view":{"__proto__":{"hop":3},"constructor":{"way":1}}}';
    expect(decodeLink(forgeText(odd))).toEqual({ ok: true, yaml: 'a', view: {} });
    expect({}).not.toHaveProperty('hop');
  });

  it('lose the fields that are not known, and keep the text (T33)', () => {
    const odd = forgeText('{"v":1,"yaml":"a","view":{"hop":-1,"way":2,"html":"<b>","traffic":{"from":7}},"x":1}');
    expect(decodeLink(odd)).toEqual({ ok: true, yaml: 'a', view: { way: 2 } });
    expect(decodeLink(forgeText('{"v":1,"yaml":"a","view":7}'))).toEqual({ ok: true, yaml: 'a', view: {} });
  });
});
