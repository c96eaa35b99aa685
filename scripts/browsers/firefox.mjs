// @ts-check
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {import('./tour.mjs').Driver} Driver */

/** Marionette's own port (`marionette.port`). */
const PORT = 2828;
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** @returns {Promise<import('node:net').Socket>} as soon as Firefox listens */
async function connected() {
  for (let tries = 0; ; tries++) {
    try {
      return await new Promise((resolve, reject) => {
        const socket = connect(PORT, '127.0.0.1', () => resolve(socket));
        socket.once('error', reject);
      });
    } catch (error) {
      if (tries > 120) throw error;
      await sleep(500);
    }
  }
}

/**
 * Firefox by Marionette, the protocol under geckodriver: `LENGTH:[0,id,command,parameters]` over TCP.
 * @returns {Promise<Driver>}
 */
export async function openFirefox() {
  const profile = mkdtempSync(join(tmpdir(), 'kubehop-firefox-'));
  const browser = spawn('firefox-esr', ['--headless', '--marionette', '--profile', profile, '--no-remote'], {
    stdio: 'ignore',
    env: { ...process.env, HOME: profile },
  });
  const socket = await connected();
  /** @type {Map<number, { resolve(value: any): void, reject(error: Error): void }>} */
  const waiting = new Map();
  let buffer = Buffer.alloc(0);
  socket.on('data', (data) => {
    buffer = Buffer.concat([buffer, data]);
    for (;;) {
      const colon = buffer.indexOf(':');
      const length = Number(buffer.subarray(0, Math.max(0, colon)).toString());
      if (colon < 0 || buffer.length < colon + 1 + length) return;
      const message = JSON.parse(buffer.subarray(colon + 1, colon + 1 + length).toString());
      buffer = buffer.subarray(colon + 1 + length);
      // the first says who it is
      if (!Array.isArray(message)) continue;
      const [, id, error, result] = message;
      const asked = waiting.get(id);
      waiting.delete(id);
      if (error) asked?.reject(new Error(error.message));
      else asked?.resolve(result);
    }
  });
  let last = 0;
  /** @param {string} name @param {object} parameters @returns {Promise<any>} */
  const send = (name, parameters = {}) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve, reject });
      const text = JSON.stringify([0, id, `WebDriver:${name}`, parameters]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  const { capabilities } = await send('NewSession', { capabilities: { alwaysMatch: {} } });
  await send('SetWindowRect', { width: 1440, height: 900 });
  /** @param {string} selector */
  const find = async (selector) =>
    (await send('FindElement', { using: 'css selector', value: selector })).value[ELEMENT];
  return {
    name: `Firefox ${capabilities.browserVersion}`,
    go: (url) => send('Navigate', { url }),
    script: async (source) => (await send('ExecuteScript', { script: source, args: [] })).value,
    click: async (selector) => send('ElementClick', { id: await find(selector) }),
    type: async (selector, text) => send('ElementSendKeys', { id: await find(selector), text }),
    close: async () => {
      socket.destroy();
      browser.kill();
      await new Promise((resolve) => browser.once('exit', resolve));
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
