// @ts-check
// The thread that runs tests, from outside: it is ended and started again when a mutant makes a test go on for ever.
import { Worker } from 'node:worker_threads';

/** Milliseconds within which a thread answers that is not stuck, and so many times what its tests took before. */
const PATIENCE = 3000;
const TIMES = 5;
/** A loop that comes by a mutant so many times more often than all its tests do without it does not end: as Stryker's. */
const HITS = 100;

const STUCK = Symbol('stuck');

/** @typedef {import('./tester.thread.mjs').Ran} Ran */

export class Tester {
  /** @param {import('./tester.thread.mjs').Given} given */
  constructor(given) {
    this.given = given;
    this.start();
  }

  start() {
    const resourceLimits = { maxOldGenerationSizeMb: 1024 };
    this.thread = new Worker(new URL('tester.thread.mjs', import.meta.url), { workerData: this.given, resourceLimits });
    this.thread.on('message', (answer) => this.answered(answer));
    this.thread.on('error', () => this.answered(STUCK)); // out of memory
  }

  /** @type {(answer: unknown) => void} */
  answered = () => {};

  /** @param {object | null} message @param {number} ms of the processor, for it may be busy with other things */
  async ask(message, ms) {
    const from = process.cpuUsage();
    const answer = await new Promise((/** @type {(answer: any) => void} */ resolve) => {
      const timer = setInterval(() => {
        const { user, system } = process.cpuUsage(from);
        if ((user + system) / 1000 > ms) this.answered(STUCK);
      }, 500);
      this.answered = (given) => {
        clearInterval(timer);
        resolve(given);
      };
      this.thread?.postMessage(message);
    });
    if (answer === STUCK) {
      await this.thread?.terminate();
      this.start();
    }
    return answer;
  }

  /** Which tests reach which mutant, the quickest first. */
  async dryRun() {
    const answer = await this.ask(null, Infinity);
    if (answer === STUCK) throw new Error('the tests do not end without a mutant');
    /** @type {Map<string, Ran[]>} */
    const reaching = new Map();
    const ran = /** @type {Ran[]} */ (answer.ran).sort((a, b) => a.ms - b.ms);
    for (const one of ran)
      for (const id of Object.keys(one.hits)) {
        const list = reaching.get(id);
        if (list) list.push(one);
        else reaching.set(id, [one]);
      }
    return { reaching, statics: new Set(answer.statics), failed: answer.failed, tests: ran };
  }

  /** @param {string} mutant @param {readonly Ran[]} ran the tests that reach it */
  async notices(mutant, ran) {
    if (ran.length === 0) return false;
    const limit = HITS * ran.reduce((sum, { hits }) => sum + (hits[mutant] ?? 0), 0);
    const ms = PATIENCE + TIMES * ran.reduce((sum, one) => sum + one.ms, 0);
    const grouped = ran.filter(({ groups }) => mutant in groups).map(({ id }) => id);
    return (await this.ask({ mutant, tests: ran.map(({ id }) => id), grouped, limit }, ms)) !== undefined;
  }

  end() {
    return this.thread?.terminate();
  }
}
