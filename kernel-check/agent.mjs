// @ts-check
// Runs in one network namespace: listens there, and opens connections from there. One JSON object a line on the
// standard input, one answer a line on the standard output:
//   {"listen": [{"protocol","address","port","owner"}]}       instead of all sockets before
//   {"dial": [{"protocol","ip","port","count"}], "wait": MS}  → {"seen": [[OUTCOME, …], …]}, one list for each
// An outcome is `OWNER PORT SOURCE` of the listener that answered (of a ping, which does not say who it was, `answered`),
// or refused, unreachable, timeout.
import { execFile } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { connect, createServer } from 'node:net';
import { createInterface } from 'node:readline';

/** @typedef {{ protocol: string, address: string, port: number, owner: string }} Listen */
/** @typedef {{ protocol: 'tcp' | 'udp' | 'icmp', ip: string, port: number, count: number }} Dial */

/** @type {(() => Promise<void>)[]} */
let open = [];

/** @param {string} owner @param {number} port @param {string | undefined} source */
const says = (owner, port, source = '') => JSON.stringify({ owner, port, source: source.replace(/%.*/, '') });

/** @param {Listen} what */
function listenTcp({ address, port, owner }) {
  const server = createServer((socket) => {
    socket.on('error', () => {}).resume();
    socket.end(says(owner, port, socket.remoteAddress));
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: address, port, ipv6Only: address.includes(':'), backlog: 4096 }, () => {
      open.push(() => new Promise((closed) => server.close(() => closed())));
      resolve(undefined);
    });
  });
}

/** @param {Listen} what */
function listenUdp({ address, port, owner }) {
  const six = address.includes(':');
  const socket = createSocket({ type: six ? 'udp6' : 'udp4', ipv6Only: six });
  socket.on('message', (_, from) => socket.send(says(owner, port, from.address), from.port, from.address, () => {}));
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, address, () => {
      socket.on('error', () => {});
      open.push(() => new Promise((closed) => socket.close(() => closed())));
      resolve(undefined);
    });
  });
}

/** @param {string | undefined} code */
function verdict(code) {
  if (code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === 'EPIPE') return 'refused';
  return code === 'ETIMEDOUT' ? 'timeout' : 'unreachable';
}

/** @param {Buffer} data */
function heard(data) {
  const { owner, port, source } = JSON.parse(data.toString());
  return `${owner} ${port} ${source}`;
}

/** @param {Dial} what @param {number} wait @returns {Promise<string>} */
function dialTcp({ ip, port }, wait) {
  return new Promise((resolve) => {
    const socket = connect({ host: ip, port });
    /** @param {string} outcome */
    const done = (outcome) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(outcome);
    };
    const timer = setTimeout(() => done('timeout'), wait);
    socket.on('data', (data) => done(heard(data)));
    socket.on('error', (/** @type {NodeJS.ErrnoException} */ error) => done(verdict(error.code)));
  });
}

/** @param {Dial} what @param {number} wait @returns {Promise<string>} */
function dialUdp({ ip, port }, wait) {
  return new Promise((resolve) => {
    const socket = createSocket(ip.includes(':') ? 'udp6' : 'udp4');
    let over = false;
    /** @param {string} outcome */
    const done = (outcome) => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      socket.close();
      resolve(outcome);
    };
    const timer = setTimeout(() => done('timeout'), wait);
    socket.on('message', (data) => done(heard(data)));
    socket.on('error', (/** @type {NodeJS.ErrnoException} */ error) => done(verdict(error.code)));
    // a rule of the own kernel that drops or rejects fails the call; a rejection is also heard as an error
    socket.on('connect', () =>
      socket.send('?', (/** @type {NodeJS.ErrnoException | null} */ failed) => {
        if (failed && failed.code !== 'EPERM') done(verdict(failed.code));
      }),
    );
    socket.connect(port, ip);
  });
}

/** @param {Dial} what @param {number} wait @returns {Promise<string>} */
function ping({ ip }, wait) {
  return new Promise((resolve) => {
    execFile('ping', ['-n', '-c', '1', '-W', String(wait / 1000), ip], (_, stdout, stderr) => {
      const said = stdout + stderr;
      if (/bytes from /.test(said)) resolve('answered');
      else if (/port unreachable/i.test(said)) resolve('refused');
      // a rule of the own kernel that drops fails the call
      else
        resolve(
          /unreachable|prohibited|exceeded|invalid argument|not permitted/i.test(said) ? 'unreachable' : 'timeout',
        );
    });
  });
}

const DIALS = {
  tcp: dialTcp,
  icmp: ping,
  udp: (/** @type {Dial} */ what, /** @type {number} */ wait) => dialUdp(what, wait / 2),
};

/** @param {{ listen?: Listen[], dial?: Dial[], wait?: number }} order */
async function obey({ listen, dial, wait = 1000 }) {
  if (listen) {
    await Promise.all(open.map((close) => close()));
    open = [];
    for (const what of listen) await (what.protocol === 'udp' ? listenUdp : listenTcp)(what);
    return {};
  }
  const seen = (dial ?? []).map((what) =>
    Promise.all(Array.from({ length: what.count }, () => DIALS[what.protocol](what, wait))),
  );
  return { seen: await Promise.all(seen) };
}

for await (const line of createInterface({ input: process.stdin }))
  try {
    console.log(JSON.stringify(await obey(JSON.parse(line))));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error) }));
  }
process.exit(0);
