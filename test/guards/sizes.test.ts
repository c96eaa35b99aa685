import { expect, test } from 'vitest';
import { firstLoad } from '../../scripts/sizes.mjs';

const manifest = {
  'index.html': { file: 'app.js', imports: ['_shared.js'], dynamicImports: ['page.ts', 'later.ts'], css: ['app.css'] },
  '_shared.js': {
    file: 'shared.js',
    imports: ['index.html'],
    assets: ['a/engine.worker-1.js', 'a/terminal.worker-1.js'],
  },
  '_link-1.js': { file: 'link.js', name: 'link' },
  'page.ts': { file: 'page.js', imports: ['_shared.js'] },
  'later.ts': { file: 'later.js' },
};

test('the first load is the chunks named and what they import, with styles and workers, each once', () => {
  expect(firstLoad(manifest, ['index.html', 'page.ts'])).toEqual([
    'app.js',
    'app.css',
    'shared.js',
    'a/engine.worker-1.js',
    'page.js',
  ]);
  expect(firstLoad(manifest, ['src/share/link.ts'])).toEqual(['link.js']);
});

test('a chunk that was not built is no success', () => {
  expect(() => firstLoad(manifest, ['gone.html'])).toThrow('gone.html');
});
