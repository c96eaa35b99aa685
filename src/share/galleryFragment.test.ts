import { expect, it } from 'vitest';
import { galleryFragment, galleryNameIn } from './galleryFragment.ts';

it('is read as it is written, in the old form, and after mail and chat had it', () => {
  expect(galleryNameIn(`#${galleryFragment('node-port')}`)).toBe('node-port');
  for (const fragment of [
    '#s=node-port',
    '/s/node-port',
    '#/s/node-port).',
    '#%2Fs%2Fnode-port',
    '#s%3Dnode-port',
    '#/s/node-port/',
    '#%252Fs%252Fnode-port',
    '#/s/node-port。',
    '#/s/node-port%EF%BC%89%E3%80%82',
  ])
    expect(galleryNameIn(fragment), fragment).toBe('node-port');
  for (const fragment of [
    '',
    '#',
    '#v1/abc',
    '#/s/',
    '#/edit/x',
    '#/s/UPPER',
    '#/s/../x',
    '#/s/a/b',
    `#/s/${'a'.repeat(65)}`,
  ])
    expect(galleryNameIn(fragment), fragment).toBe(null);
});
