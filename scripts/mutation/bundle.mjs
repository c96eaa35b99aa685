// @ts-check
// Tests and all that they import as one script, which is run anew for each mutant: nothing stays from the one before.
import { build } from 'vite';

const ENTRY = 'mutation-entry';

/**
 * @param {string} root
 * @param {readonly string[]} tests below it
 * @param {ReadonlyMap<string, string>} code what stands in place of a file, by absolute path
 * @returns {Promise<string>} the body of a CommonJS module
 */
export async function bundle(root, tests, code) {
  const entry = [
    "export { runScenario } from '/src/engine/index.ts';",
    "export { toldOutcome } from '/src/cli/outcomeLines.ts';",
    'export const files = {',
    ...tests.map((file) => `  ${JSON.stringify(file)}: () => import('/${file}'),`),
    '};',
  ].join('\n');
  /** @type {import('vite').Plugin} */
  const mutated = {
    name: 'mutated',
    enforce: 'pre',
    resolveId: (id) => (id === ENTRY ? `\0${ENTRY}` : undefined),
    load: (id) => (id === `\0${ENTRY}` ? entry : code.get(id)),
  };
  const result = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [mutated],
    ssr: { noExternal: true, external: ['vitest', 'fast-check'] },
    build: {
      ssr: true,
      write: false,
      target: 'node20',
      minify: false,
      rolldownOptions: { input: ENTRY, output: { format: 'cjs', codeSplitting: false } },
    },
  });
  const [out] = Array.isArray(result) ? result : [result];
  const [chunk] = /** @type {import('vite').Rolldown.RolldownOutput} */ (out).output;
  return chunk.code;
}
