// Makes src/engine/shell/kubectl/help.generated.ts: what `kubectl COMMAND --help` prints, of every command that a real
// kubectl lists.
//
//   node scripts/generate-help.mjs /usr/local/bin/kubectl
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

const [binary = 'kubectl'] = process.argv.slice(2);
/** @param {string[]} args */
const said = (...args) => execFileSync(binary, args, { encoding: 'utf8', env: { HOME: '/root', PATH: '' } });

/** The commands of a help's sections `… Commands…:`. @param {string} text */
const commandsIn = (text) =>
  [...text.matchAll(/^[\w ]*Commands?[\w ()]*:\n((?: {2}\S.*\n)+)/gm)].flatMap(([, lines = '']) =>
    [...lines.matchAll(/^ {2}(\S+)/gm)].map(([, name = '']) => name),
  );

/** @type {Record<string, string>} */
const texts = {};
/** @type {Record<string, string>} */
const aliases = {};
/** @param {string[]} path */
function add(path) {
  const text = said(...path, '--help');
  const key = path.join(' ');
  texts[key] = text;
  const [, names = ''] = /^Aliases:\n(.*)$/m.exec(text) ?? [];
  for (const name of names.split(', ')) {
    const alias = [...path.slice(0, -1), name].join(' ');
    if (name !== '' && alias !== key) aliases[alias] = key;
  }
  for (const name of commandsIn(text)) add([...path, name]);
}
add([]);
texts['options'] = said('options');

const version = /v[\d.]+/.exec(said('version', '--client'))?.[0];
writeFileSync(
  new URL('../src/engine/shell/kubectl/help.generated.ts', import.meta.url),
  `// Made by scripts/generate-help.mjs from what kubectl ${version} prints (Apache License 2.0).\n\n` +
    `export const HELP: Readonly<Record<string, string>> = ${JSON.stringify(texts)};\n\n` +
    `export const HELP_ALIASES: Readonly<Record<string, string>> = ${JSON.stringify(aliases)};\n`,
);
console.log(`${Object.keys(texts).length} commands`);
