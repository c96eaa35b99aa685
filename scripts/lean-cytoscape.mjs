// @ts-check
// Cytoscape.js, built from the source that its package carries, without what the picture never uses: graph
// algorithms, computed layouts, animations, images, the WebGL renderer, its listeners to pointers (`Gestures.ts` has
// ours), and the caches of drawn elements (to draw our few boxes is quicker than to keep them for each zoom). That is
// half of its size. The parts left out keep their place in the library, empty, so that asking for one fails loudly
// instead of answering wrongly.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../node_modules/cytoscape/src/', import.meta.url));

/** What stands in for a module of the library. */
const replaced = {
  'collection/algorithms/index.mjs': 'export default {};',
  'extensions/layout/index.mjs': [
    `import preset from ${JSON.stringify(`${source}extensions/layout/preset.mjs`)};`,
    `export default [{ name: 'preset', impl: preset }];`,
  ].join('\n'),
  // the core starts and stops the loop of animations by itself
  'core/animation/index.mjs':
    'export default { animated: () => false, addToAnimationPool() {}, startAnimationLoop() {}, stopAnimationLoop() {} };',
  'extensions/renderer/canvas/drawing-images.mjs': 'export default {};',
  'extensions/renderer/canvas/export-image.mjs': 'export default {};',
  'extensions/renderer/base/load-listeners.mjs': 'export default { load() {}, binder: (core) => core };',
  'extensions/renderer/canvas/ele-texture-cache.mjs': `export default class {
    reasons = {};
    constructor(renderer, options) { Object.assign(this, options); }
    getElement() { return null; }
    invalidateElements() {}
    onDequeue() {}
  }`,
  'extensions/renderer/canvas/layered-texture-cache.mjs': `export default class {
    getLayers() { return null; }
    invalidateElements() {}
    enqueueElementRefinement() {}
  }`,
  'promise.mjs': 'export default Promise;',
  'extensions/renderer/canvas/webgl/drawing-redraw-webgl.mjs': 'export default {};',
  'version.mjs': `export default ${JSON.stringify(versionOf('cytoscape'))};`,
};

/** @param {string} name @returns {string} */
function versionOf(name) {
  return JSON.parse(readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url), 'utf8')).version;
}

/** @returns {import('vite').Plugin} */
export function leanCytoscape() {
  return {
    name: 'kubehop:lean-cytoscape',
    enforce: 'pre',
    apply: 'build',
    resolveId: (id) => (id === 'cytoscape' ? `${source}index.mjs` : null),
    load(id) {
      const part = id.startsWith(source) ? (id.slice(source.length).split('?')[0] ?? '') : '';
      return Object.hasOwn(replaced, part) ? replaced[/** @type {keyof typeof replaced} */ (part)] : null;
    },
  };
}
