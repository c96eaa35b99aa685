// @ts-check
// The recorded clusters of conformance/ as tests: what a real cluster answered is what our answer has to be, as
// compare.mjs compares.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** @typedef {{ run?: string, reach?: string }} Step */
/** @typedef {(real: Step, ours: object | undefined) => [string, string, string][]} Texts */
/** @typedef {{ runScenario: (text: string, name: string) => { create: object, steps: { outcomes?: object[] }[] }, toldOutcome: (outcome: object) => object }} Engine */

/**
 * How compare.mjs makes two answers comparable. It is a program, which runs when it is imported: only what stands above
 * its running is taken.
 * @param {string} root
 * @returns {Promise<Texts>}
 */
async function textsOf(root) {
  const whole = readFileSync(join(root, 'conformance/compare.mjs'), 'utf8');
  const [, pure = ''] = /(\/\/ ---- making two[\s\S]*)\/\/ ---- running/.exec(whole) ?? [];
  const { texts } = await import(`data:text/javascript,${encodeURIComponent(`${pure}\nexport { texts };`)}`);
  return texts;
}

/**
 * @param {string} root
 * @returns {Promise<Map<string, (engine: Engine) => void>>} a test of each case, by name; it throws when an answer is another
 */
export async function recordedCases(root) {
  const texts = await textsOf(root);
  /** @type {Map<string, (engine: Engine) => void>} */
  const cases = new Map();
  for (const folder of ['cases', 'api'].map((name) => join(root, 'conformance', name))) {
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
      const answers = join(folder, file.replace(/yaml$/, 'json'));
      if (!existsSync(answers)) continue;
      const text = readFileSync(join(folder, file), 'utf8');
      const real = JSON.parse(readFileSync(answers, 'utf8'));
      cases.set(`${basename(folder)}/${file}`, ({ runScenario, toldOutcome }) => {
        const ours = runScenario(text, file);
        const told = ours.steps.map((step) =>
          step.outcomes ? { ...step, outcomes: step.outcomes.map(toldOutcome) } : step,
        );
        const pairs = [
          [{ run: 'kubectl create', ...real.create }, ours.create],
          ...real.steps.map((/** @type {Step} */ step, /** @type {number} */ i) => [step, told[i]]),
        ];
        for (const [step, mine] of pairs)
          for (const [what, expected, got] of texts(step, mine))
            if (expected !== got) throw new Error(`${what} of ${step.run ?? step.reach}`);
      });
    }
  }
  return cases;
}
