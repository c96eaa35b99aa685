import { describe, expect, it } from 'vitest';
import { gallery } from '../words/en/gallery.ts';
import { gallery as galleryCN } from '../words/zh-CN/gallery.ts';
import { DETAILS, sourceName, sourceUrl } from './details.ts';
import { ARCHITECTURES, GALLERY, type GalleryName, loadScenario, QUESTIONS } from './index.ts';
import { entryOf, searchGallery } from './searchGallery.ts';

const entries = (Object.keys(gallery) as GalleryName[]).map((name) =>
  entryOf(name, [gallery[name].title, gallery[name].goal, galleryCN[name].title, DETAILS[name]?.number ?? '']),
);
const search = (query: string) => searchGallery(query, entries);

describe('searchGallery', () => {
  it('finds by number, by words in any order and case, by name, and in either language', () => {
    expect(search('s07')).toEqual(['local-drops']);
    expect(search('IP external PENDING')).toEqual(['external-ip-pending']);
    expect(search('udp-stale')).toEqual(['udp-stale']);
    expect(search('蓝绿')).toEqual(['blue-green']);
    expect(search('ＣＡＮＡＲＹ')).toContain('canary');
    expect(search('timeout')).toContain('local-drops');
    expect(search('loadbalancer')).toContain('load-balancer');
    expect(search('  ')).toHaveLength(entries.length);
    expect(search('s07 canary')).toEqual([]);
  });

  it('finds what is likeliest to answer a question that is asked in other words', () => {
    const first = (query: string) => search(query)[0];
    expect(first('Why does my Pod not reach itself?')).toBe('hairpin');
    expect(first('why can I not ping the cluster IP')).toBe('ping-cluster-ip');
    expect(first('the client ip is lost behind a load balancer')).toBe('source-address-lost');
    expect(first('errors during my rolling updates')).toBe('rollout-errors');
    expect(search('为什么 Pod 访问不到自己')).toContain('hairpin');
    expect(search('quantum chromodynamics of bees')).toEqual([]);
  });
});

describe('DETAILS', () => {
  it('tell of every scenario where it comes from, and number S01 to S33 once each', () => {
    for (const name of [...GALLERY, ...QUESTIONS, ...ARCHITECTURES])
      expect(DETAILS[name]?.sources, name).not.toHaveLength(0);
    const numbers = Object.values(DETAILS).flatMap(({ number }) => (number ? [number] : []));
    expect(numbers.sort()).toEqual(Array.from({ length: 33 }, (_, i) => `S${String(i + 1).padStart(2, '0')}`));
    for (const name of ARCHITECTURES) expect(DETAILS[name]?.topic).toBe('architecture');
  });

  it('lead to addresses that are whole', () => {
    for (const { sources } of Object.values(DETAILS))
      for (const source of sources) {
        expect(new URL(sourceUrl(source)).protocol).toBe('https:');
        expect(sourceName(source)).toMatch(/^[\w.-]+(#\d+)?$/);
      }
  });

  it('belong to scenarios that promise something of each', async () => {
    for (const name of [...GALLERY, ...ARCHITECTURES, ...QUESTIONS])
      expect((await loadScenario(name)).match(/\bexpect:/g)?.length, name).toBeGreaterThan(0);
  });
});
