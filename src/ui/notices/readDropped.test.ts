import { describe, expect, it } from 'vitest';
import { readDropped } from './readDropped.ts';

const file = (name: string, text: BlobPart): File => new File([text], name);

/** A folder as the browser hands it over. */
const folder = (name: string, files: File[]): FileSystemEntry => {
  const entries = files.map((one) => ({
    isFile: true,
    isDirectory: false,
    name: one.name,
    fullPath: `/${name}/${one.name}`,
    file: (done: (file: File) => void) => done(one),
  }));
  let left = [entries, []];
  return {
    isFile: false,
    isDirectory: true,
    name,
    createReader: () => ({
      readEntries(done: (some: unknown[]) => void) {
        const [some = []] = left;
        left = left.slice(1);
        done(some);
      },
    }),
  } as unknown as FileSystemEntry;
};

describe('readDropped', () => {
  it('takes one file as it is, and several as its files', async () => {
    expect(await readDropped([file('a.yaml', 'kind: Pod')], [])).toEqual({
      kind: 'text',
      name: 'a.yaml',
      text: 'kind: Pod',
    });
    expect(await readDropped([file('b.yaml', 'b: 1\n\n'), file('a.yaml', 'a: 1')], [])).toEqual({
      kind: 'text',
      name: 'b.yaml …',
      text: '# file: a.yaml\na: 1\n---\n# file: b.yaml\nb: 1\n\n',
    });
  });

  it('looks into folders for manifests', async () => {
    const files = [file('svc.yaml', 'kind: Service'), file('logo.png', '\0'), file('pod.json', '{}')];
    expect(await readDropped([file('shop', '')], [folder('shop', files)])).toEqual({
      kind: 'text',
      name: 'shop',
      text: '# file: shop/pod.json\n{}\n---\n# file: shop/svc.yaml\nkind: Service\n',
    });
    expect(await readDropped([file('empty', '')], [folder('empty', [])])).toEqual({
      kind: 'unreadable',
      name: 'empty',
    });
  });

  it('refuses what is no text, or too much of it', async () => {
    expect(await readDropped([file('a.bin', new Uint8Array([1, 0, 2]))], [])).toEqual({
      kind: 'binary',
      name: 'a.bin',
    });
    const noise = new Uint8Array(1000).fill(0xff);
    expect(await readDropped([file('a.jpg', noise)], [])).toEqual({ kind: 'binary', name: 'a.jpg' });
    const huge = Object.defineProperty(file('huge.yaml', 'a: 1'), 'size', { value: 201 * 1024 * 1024 });
    expect(await readDropped([huge], [])).toEqual({ kind: 'tooLarge', name: 'huge.yaml' });
    const gone = Object.assign(file('gone.yaml', ''), { text: () => Promise.reject(new Error('gone')) });
    expect(await readDropped([gone], [])).toEqual({ kind: 'unreadable', name: 'gone.yaml' });
    expect(await readDropped([], [])).toEqual({ kind: 'nothing' });
  });
});
