// @ts-check
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const PORT = 4797;
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/**
 * WebKitGTK's MiniBrowser by WebKitWebDriver (W3C WebDriver over HTTP).
 * @param {string} binary
 * @returns {Promise<import('./tour.mjs').Driver>}
 */
export async function openWebKit(binary) {
  const driver = spawn('xvfb-run', ['-a', 'WebKitWebDriver', `--port=${PORT}`], { stdio: 'ignore', detached: true });
  /** @param {string} path @param {object} [body] @returns {Promise<any>} */
  const ask = async (path, body) => {
    const answer = await fetch(`http://127.0.0.1:${PORT}${path}`, {
      method: body ? 'POST' : 'DELETE',
      ...(body && { body: JSON.stringify(body) }),
    });
    const { value } = /** @type {{ value: any }} */ (await answer.json());
    if (!answer.ok) throw new Error(value.message);
    return value;
  };
  const options = { binary, args: ['--automation'] };
  const wanted = { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } } };
  const { sessionId, capabilities } = await (async () => {
    for (let tries = 0; ; tries++) {
      try {
        return await ask('/session', wanted);
      } catch (error) {
        if (tries > 40) throw error;
        await sleep(500);
      }
    }
  })();
  const at = `/session/${sessionId}`;
  await ask(`${at}/window/rect`, { width: 1440, height: 900 }).catch(() => {});
  /** @param {string} selector */
  const find = async (selector) => (await ask(`${at}/element`, { using: 'css selector', value: selector }))[ELEMENT];
  return {
    name: `WebKitGTK ${capabilities.browserVersion}`,
    go: (url) => ask(`${at}/url`, { url }),
    script: (source) => ask(`${at}/execute/sync`, { script: source, args: [] }),
    click: async (selector) => ask(`${at}/element/${await find(selector)}/click`, {}),
    type: async (selector, text) => ask(`${at}/element/${await find(selector)}/value`, { text }),
    close: async () => {
      await ask(at).catch(() => {});
      if (driver.pid) process.kill(-driver.pid);
    },
  };
}
