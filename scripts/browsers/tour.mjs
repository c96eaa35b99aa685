// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * @typedef {object} Driver
 * @property {string} name with its version
 * @property {(url: string) => Promise<unknown>} go
 * @property {(source: string) => Promise<any>} script the body of a function that runs in the page
 * @property {(selector: string) => Promise<unknown>} click
 * @property {(selector: string, text: string) => Promise<unknown>} type
 * @property {() => Promise<void>} close
 */

const HOPS = `[...document.querySelectorAll('[aria-label="Hops"] button')]`;
const PAINTED = `[...document.querySelectorAll('.kubehop-picture > canvas')].some((canvas) => {
  const seen = document.createElement('canvas');
  [seen.width, seen.height] = [canvas.width, canvas.height];
  const context = seen.getContext('2d');
  context.drawImage(canvas, 0, 0);
  return context.getImageData(0, 0, seen.width, seen.height).data.some(Boolean);
})`;
const slider = `document.querySelector('[aria-label="Position in the connection"]')`;

/**
 * What somebody sees on the first visit, and does: opens the page, plays, looks at the other views, edits, asks kubectl,
 * copies the link and opens it.
 * @param {Driver} driver
 * @param {string} address
 * @returns {Promise<{ steps: string[], failed?: string }>}
 */
export async function takeTour(driver, address) {
  /** @type {string[]} */
  const steps = [];
  /** @param {string} what @param {string} condition */
  const until = async (what, condition) => {
    for (let tries = 0; tries < 120; tries++) {
      if (await driver.script(`return Boolean(${condition})`)) {
        steps.push(what);
        return;
      }
      await sleep(500);
    }
    throw new Error(what);
  };
  /** @param {string} role @param {string} name */
  const press = (role, name) =>
    driver.script(
      `[...document.querySelectorAll('button, [role=tab]')].find((one) => (one.getAttribute('aria-label') ?? one.textContent).trim() === ${JSON.stringify(name)} && (${JSON.stringify(role)} === 'button' || one.getAttribute('role') === ${JSON.stringify(role)})).click()`,
    );
  try {
    await driver.go(address);
    await until('the connection is there, hop by hop', `${HOPS}.length > 3`);
    await driver.script(
      `globalThis.wrong = []; addEventListener('error', (e) => wrong.push(e.message)); addEventListener('unhandledrejection', (e) => wrong.push(String(e.reason))); addEventListener('securitypolicyviolation', (e) => wrong.push(e.violatedDirective))`,
    );
    await until('the picture is painted', PAINTED);
    await press('button', 'Send 1');
    await until('a packet moves', `Number(${slider}.value) > 0.5`);
    for (const view of ['Ladder', 'Table', 'Matrix', 'Compare', 'Map']) {
      await press('tab', view);
      await until(
        `the view ${view} opens`,
        `[...document.querySelectorAll('[role=tab][aria-selected=true]')].some((tab) => tab.textContent.trim() === ${JSON.stringify(view)})`,
      );
    }
    await driver.click('.cm-content');
    await driver.type('.cm-content', '# typed here\n');
    await until(
      'what is typed stands in the text',
      `document.querySelector('.cm-content').textContent.includes('# typed here')`,
    );
    await press('tab', 'Terminal');
    await until('the terminal is there', `document.querySelector('[aria-label="Command"]')`);
    await driver.type('[aria-label="Command"]', 'kubectl get svc\uE007');
    await until('kubectl answers', `document.body.textContent.includes('EXTERNAL-IP')`);
    await press('button', 'Copy link');
    await until('the address is the link', `location.hash.startsWith('#v3/')`);
    const link = await driver.script('return location.href');
    await driver.go('about:blank');
    await driver.go(link);
    await until('the link opens to the same', `${HOPS}.length > 3 && document.querySelector('[aria-label="Command"]')`);
    await press('tab', 'scenario.yaml');
    await until('with the same text', `document.querySelector('.cm-content')?.textContent.includes('# typed here')`);
    const wrong = await driver.script('return globalThis.wrong ?? []');
    if (wrong.length > 0) throw new Error(`no errors: ${wrong.join('; ')}`);
    return { steps };
  } catch (error) {
    const wrong = await driver.script('return globalThis.wrong ?? []').catch(() => []);
    return { steps, failed: [error instanceof Error ? error.message : String(error), ...wrong].join('; ') };
  }
}
