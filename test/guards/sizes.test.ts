import { expect, test } from 'vitest';
import { firstLoad } from '../../scripts/sizes.mjs';

test('the first load is what is imported at once, with styles and workers, each once', () => {
  const manifest = {
    'index.html': { file: 'app.js', imports: ['_shared.js'], dynamicImports: ['later.ts'], css: ['app.css'] },
    '_shared.js': { file: 'shared.js', imports: ['index.html'], assets: ['worker.js'], css: ['app.css'] },
    'later.ts': { file: 'later.js' },
  };
  expect(firstLoad(manifest, 'index.html')).toEqual(['app.js', 'app.css', 'shared.js', 'worker.js']);
  expect(firstLoad(manifest, 'gone.html')).toEqual([]);
});
