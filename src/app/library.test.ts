// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { type Library, openLibrary } from './library.ts';
import { guardStorage } from './storage.ts';

let library: Library;
let clock: number;
let ids = 0;
const open = (storage = guardStorage(() => localStorage)): Library =>
  openLibrary(
    storage,
    () => (clock += 1000),
    () => `id${ids++}`,
  );

beforeEach(() => {
  localStorage.clear();
  clock = 0;
  library = open();
});

describe('the library', () => {
  it('keeps texts under names, newest first, one for each name', () => {
    expect(library.keep('A', 'kind: Pod')).toBe('saved');
    library.keep('B', 'kind: Service');
    library.keep(' A ', 'kind: Node');
    expect(library.all().map(({ name, text }) => [name, text])).toEqual([
      ['A', 'kind: Node'],
      ['B', 'kind: Service'],
    ]);
    const [a] = library.all();
    library.rename(a?.id ?? '', 'C');
    library.remove(library.all()[1]?.id ?? '');
    expect(library.all().map(({ name }) => name)).toEqual(['C']);
  });

  it('goes into a file and comes back, beside what is there', () => {
    library.keep('A', 'kind: Pod');
    library.keep('B', 'kind: Service');
    const file = library.toFile();
    localStorage.clear();
    library.keep('A', 'my own');
    expect(library.fromFile(file)).toEqual({ taken: 2, written: 'saved' });
    expect(
      library
        .all()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['A', 'A (1970-01-01)', 'B']);
    expect(library.all().find(({ name }) => name === 'A')?.text).toBe('my own');
    // B is there already; A came under another name, and comes again
    expect(library.fromFile(file)?.taken).toBe(1);
    for (const other of ['', '{}', '[]', 'kind: Pod', '{"kubehop":"library","schema":2,"scenarios":[]}'])
      expect(library.fromFile(other), other).toBe(null);
    expect(library.fromFile('{"kubehop":"library","schema":1,"scenarios":[7,null,{"name":"x"}]}')?.taken).toBe(0);
  });

  it('leaves alone what is broken or newer, and does not fall over (T42)', () => {
    library.keep('A', 'kind: Pod');
    localStorage.setItem('kubehop.library.bad', '{');
    localStorage.setItem('kubehop.library.new', '{"schema":9,"name":"n","text":"t","saved":1}');
    localStorage.setItem('kubehop.library.wrong', '{"schema":1,"name":"n","text":"t","saved":1,"crc":1}');
    localStorage.setItem('kubehop.library.proto', '{"schema":1,"__proto__":{"name":"n"},"text":"t","saved":1}');
    expect(library.all().map(({ name }) => name)).toEqual(['A']);
    expect(localStorage.getItem('kubehop.library.new')).not.toBe(null);
  });

  it('says when the storage is full or closed (T40, T41)', () => {
    const closed = open(
      guardStorage(() => {
        throw new DOMException('no', 'SecurityError');
      }),
    );
    expect(closed.keep('A', 'x')).toBe('closed');
    expect(closed.all()).toEqual([]);
    const full = guardStorage(() => localStorage);
    expect(open({ ...full, write: () => 'full' }).keep('A', 'x')).toBe('full');
  });
});
