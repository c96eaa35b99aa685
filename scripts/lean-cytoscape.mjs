// @ts-check
// Cytoscape.js, built from the source that its package carries, without what the picture never uses: graph
// algorithms, computed layouts, animations, images, the WebGL renderer, its listeners to pointers (`Gestures.ts` has
// ours), and the caches of drawn elements (to draw our few boxes is quicker than to keep them for each zoom). Nodes
// are rounded rectangles and edges are straight, without labels (`paintLabels.ts` has ours) and without arrows. That
// is a third of its size. Whole modules that are left out keep their place in the library, empty; single methods are
// cut out of theirs: asking for one fails loudly instead of answering wrongly.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { exchange } from './exchange.mjs';

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
  'collection/animation.mjs': 'export default { animated: () => false, stop() {} };',
  'define/animation.mjs': 'export default {};',
  'extensions/renderer/base/coord-ele-math/labels.mjs':
    'export default { recalculateNodeLabelProjection() {}, recalculateEdgeLabelProjections() {}, calculateLabelAngles() {} };',
  'extensions/renderer/canvas/drawing-label-text.mjs': 'export default { drawElementText() {} };',
  'extensions/renderer/canvas/arrow-shapes.mjs': 'export default {};',
  'extensions/renderer/base/arrow-shapes.mjs': `
    const none = { spacing: () => 0, gap: () => 0, collide: () => false, roughCollide: () => false, draw() {} };
    export default { arrowShapeWidth: 0.3, registerArrowShapes() { this.arrowShapes = { none }; } };`,
  'extensions/renderer/canvas/webgl/drawing-redraw-webgl.mjs': 'export default {};',
  'style/string-sheet.mjs': 'export default {};',
  'version.mjs': `export default ${JSON.stringify(versionOf('cytoscape'))};`,
};

/** Of paths into data (`data('a.b')`), which is flat here. */
const UNUSED_LODASH = /\/lodash\/(get|set|toPath)\.js$/;

/** Methods and tables that are cut out of their modules. */
const cut = {
  'collection/index.mjs': ['json', 'jsons', 'move', 'clone', 'copy'],
  'collection/dimensions/bounds.mjs': ['boundingBoxAt'],
  'collection/traversing.mjs': ['components', 'component', 'componentsOf'],
  'core/index.mjs': ['json', 'mount', 'unmount'],
  'core/viewport.mjs': ['panBy', 'getZoomedViewport', 'getCenterPan', 'center'],
  'util/colors.mjs': ['colors'],
  'extensions/renderer/base/coord-ele-math/coords.mjs': ['getAllInBox', 'findNearestElements', 'findNearestElement'],
  'extensions/renderer/base/coord-ele-math/edge-control-points.mjs': [
    'findMidptPtsEtc',
    'findSegmentsPoints',
    'findLoopPoints',
    'findCompoundLoopPoints',
    'findBezierPoints',
    'findTaxiPoints',
  ],
  'extensions/renderer/base/node-shapes.mjs': [
    'generatePolygon',
    'generateEllipse',
    'generateRoundPolygon',
    'generateCutRectangle',
    'generateBarrel',
    'generateBottomRoundrectangle',
    'registerNodeShapes',
  ],
  'extensions/renderer/canvas/drawing-edges.mjs': [
    'drawEdgeTrianglePath',
    'drawArrowheads',
    'drawArrowhead',
    'drawArrowShape',
  ],
  'extensions/renderer/canvas/drawing-nodes.mjs': ['drawPie', 'drawStripe'],
  'extensions/renderer/canvas/drawing-redraw.mjs': ['createGradientStyleFor'],
  'extensions/renderer/canvas/drawing-shapes.mjs': [
    'drawPolygonPath',
    'drawRoundPolygonPath',
    'drawBottomRoundRectanglePath',
    'drawCutRectanglePath',
    'drawBarrelPath',
    'drawEllipsePath',
  ],
};

/** Text within a module, and what stands for it. */
const exchanged = {
  // no <style> element, which the content security policy forbids: the board has its position from picture.css
  'extensions/renderer/base/index.mjs': ['document.getElementById( stylesheetId ) != null', 'true'],
  // a picture that rests asks for no frames: the loop ends with the first in which there is nothing to draw, and
  // whatever asks for a drawing starts it again
  'extensions/renderer/base/redraw.mjs': [
    'beforeRenderCallbacks( r, false, requestTime );',
    'r.renderLoopStarted = false; return;',
  ],
};

/** What takes the place of what was cut. */
const instead = {
  'extensions/renderer/canvas/drawing-edges.mjs': 'CRp.drawArrowheads = function () {};',
  'util/colors.mjs': 'export const colors = { black: [0, 0, 0] };', // the only one that it names itself
  'extensions/renderer/base/node-shapes.mjs':
    'BRp.registerNodeShapes = function () { this.nodeShapes = {}; this.generateRoundRectangle(); };',
};

/** @param {string} name @returns {string} */
function versionOf(name) {
  return JSON.parse(readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url), 'utf8')).version;
}

/**
 * @param {object} of
 * @param {string} key
 * @returns {any}
 */
const own = (of, key) => (Object.hasOwn(of, key) ? of[/** @type {keyof typeof of} */ (key)] : undefined);

/**
 * Where they stand in a module: `part.name = function …;`, `name: function …,` or `export const name = …;`.
 * @param {any} program the module's syntax tree
 * @param {readonly string[]} names
 * @returns {{ name: string, start: number, end: number }[]}
 */
function methodsIn(program, names) {
  /** @type {{ name: string, start: number, end: number }[]} */
  const found = [];
  /** @param {any} node */
  const visit = (node) => {
    if (!node || typeof node !== 'object') return;
    const assigned = node.type === 'ExpressionStatement' && node.expression.left?.property?.name;
    const member = node.type === 'Property' && /Function/.test(node.value.type) && node.key.name;
    const exported = node.type === 'ExportNamedDeclaration' && node.declaration?.declarations?.[0].id.name;
    const name = assigned || member || exported;
    if (names.includes(name)) found.push({ name, start: node.start, end: node.end });
    else for (const child of Object.values(node)) visit(child);
  };
  visit(program);
  return found;
}

/**
 * @param {string} code
 * @param {any} program
 * @param {readonly string[]} names
 */
function without(code, program, names) {
  const found = methodsIn(program, names);
  const missing = names.filter((name) => !found.some((method) => method.name === name));
  if (missing.length) throw new Error(`Cytoscape has no ${missing.join(', ')} to leave out any more`);
  return found.reduceRight((text, { start, end }) => {
    const rest = text.slice(end);
    return text.slice(0, start) + rest.replace(/^\s*[,;]/, '');
  }, code);
}

/** @returns {import('vite').Plugin} */
export function leanCytoscape() {
  /** @param {string} id */
  const partOf = (id) => (id.startsWith(source) ? (id.slice(source.length).split('?')[0] ?? '') : '');
  return {
    name: 'kubehop:lean-cytoscape',
    enforce: 'pre',
    apply: 'build',
    resolveId: (id) => (id === 'cytoscape' ? `${source}index.mjs` : null),
    load: (id) => (UNUSED_LODASH.test(id) ? 'export default undefined;' : (own(replaced, partOf(id)) ?? null)),
    transform(code, id) {
      const part = partOf(id);
      const texts = own(exchanged, part);
      if (texts) return exchange('Cytoscape', code, texts);
      const names = own(cut, part);
      return names ? `${without(code, this.parse(code), names)}\n${own(instead, part) ?? ''}` : null;
    },
  };
}
