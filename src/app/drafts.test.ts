import { describe, expect, it } from 'vitest';
import { openDrafts } from './drafts.ts';
import { guardStorage } from './storage.ts';

/** A Storage of the given capacity in characters. */
function memory(capacity = Number.POSITIVE_INFINITY) {
  const map = new Map<string, string>();
  const storage = {
    get length() {
      return map.size;
    },
    key: (i: number) => [...map.keys()][i] ?? null,
    getItem: (k: string) => map.get(k) ?? null,
    setItem(k: string, value: string) {
      if (value.length > capacity) throw Object.assign(new Error('full'), { name: 'NS_ERROR_DOM_QUOTA_REACHED' });
      map.set(k, value);
    },
    removeItem: (k: string) => void map.delete(k),
    clear: () => map.clear(),
  } as Storage;
  return { map, storage: guardStorage(() => storage) };
}

let clock = 0;
const now = () => ++clock;

describe('drafts', () => {
  it('come back, the own tab first', () => {
    const { storage } = memory();
    openDrafts(storage, 'one', now).save('mine');
    openDrafts(storage, 'two', now).save('the other tab, later');
    expect(openDrafts(storage, 'one', now).latest()?.text).toBe('mine');
    expect(openDrafts(storage, 'three', now).latest()?.text).toBe('the other tab, later');
  });

  it("are the last ones of a tab, though the machine's clock went back (T45)", () => {
    const { storage } = memory();
    let year = 2100;
    const drafts = openDrafts(storage, 't', () => Date.UTC(year--, 0));
    drafts.save('first');
    drafts.save('second');
    expect(drafts.latest()?.text).toBe('second');
  });

  it('fall back to the generation before when the newest is cut or changed (T42)', () => {
    const { map, storage } = memory();
    const drafts = openDrafts(storage, 't', now);
    drafts.save('first');
    drafts.save('second');
    const newest = [...map].find(([, value]) => value.includes('second'))?.[0] as string;
    for (const junk of [
      map.get(newest)?.slice(0, 20) ?? '',
      '5',
      'null',
      map.get(newest)?.replace('second', 'sEcond') ?? '',
    ]) {
      map.set(newest, junk);
      expect(openDrafts(storage, 't', now).latest()?.text).toBe('first');
    }
  });

  it('are written over what others have spoiled meanwhile, not over the one that is whole', () => {
    const { map, storage } = memory();
    const drafts = openDrafts(storage, 't', now);
    drafts.save('first');
    drafts.save('second');
    const newest = [...map].find(([, value]) => value.includes('second'))?.[0] as string;
    map.set(newest, map.get(newest)?.slice(0, 20) ?? '');
    drafts.save('third');
    expect(map.get(newest)).toContain('third');
    expect([...map.values()].some((value) => value.includes('first'))).toBe(true);
  });

  it('leave the work of a newer version alone', () => {
    const { map, storage } = memory();
    for (const slot of ['a', 'b']) map.set(`kubehop.draft.t.${slot}`, JSON.stringify({ schema: 2, text: 'newer' }));
    expect(openDrafts(storage, 't', now).save('older program')).toBe('closed');
    expect([...map.values()].every((value) => value.includes('newer'))).toBe(true);
  });

  it('say that the store is full, whatever the browser calls it (T40), and that it is closed (T41)', () => {
    expect(openDrafts(memory(50).storage, 't', now).save('x'.repeat(100))).toBe('full');
    const closed = guardStorage(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    const drafts = openDrafts(closed, 't', now);
    expect(drafts.latest()).toBeNull();
    expect(drafts.save('text')).toBe('closed');
  });
});
