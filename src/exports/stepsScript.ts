import type { Scenario, ScenarioStep } from '../model/Scenario.ts';
import { inLanguage } from '../words/inLanguage.ts';
import type { Language } from '../words/language.ts';
import { realCluster } from './realCluster.ts';

/** A word of a shell as it is, whatever is in it. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const comment = (text: string): string =>
  text
    .split(/[\r\n\u2028\u2029]+/)
    .map((line) => `# ${line}\n`)
    .join('');

/** A word for the end of a here document that does not stand alone on any line of it. */
function wordFor(text: string): string {
  let word = 'YAML';
  while (new RegExp(`^${word}$`, 'm').test(text)) word += '_';
  return word;
}

const hereDocument = (command: string, text: string): string => {
  const word = wordFor(text);
  return `${command} <<'${word}'\n${text.replace(/\n?$/, '\n')}${word}\n`;
};

/** How a line is run at a place of a real cluster. */
function atPlace(on: string, run: string): string {
  const [kind, a = '', b] = on.split('/');
  if (kind === 'node') return `on_node ${quoted(a)} ${quoted(run)}`;
  if (kind === 'pod')
    return `kubectl exec -i -n ${quoted(b === undefined ? 'default' : a)} ${quoted(b ?? a)} -- sh -c ${quoted(run)}`;
  return kind === 'client' ? `on_client ${quoted(run)}` : run;
}

/** Trying a connection: the nearest that an ordinary machine has to `reach`. */
function tried(url: string): string {
  const [, protocol = '', host = '', port = ''] = /^(\w+):\/\/(\[[^\]]+\]|[^:/]+)(?::(\d+))?/.exec(url) ?? [];
  const name = host.replace(/^\[|\]$/g, '');
  if (protocol === 'icmp') return `ping -c 1 -W 3 ${quoted(name)}`;
  return `nc -z -v -w 3 ${protocol === 'udp' ? '-u ' : ''}${quoted(name)} ${port || '80'}`;
}

function stepText(step: ScenarioStep, language: Language): string {
  const said = step.say === undefined ? '' : comment(inLanguage(step.say, language));
  const line = step.run ?? (step.reach === undefined ? '' : tried(step.reach));
  if (line === '') return said;
  const outcomes = step.expect?.outcomes ?? [];
  const expected = outcomes.map((outcome) => comment(`=> ${outcome}`)).join('');
  const command = atPlace(step.on, line);
  const run = step.stdin === undefined ? `${command} || true\n` : hereDocument(`${command} || true`, step.stdin);
  return `${said}${expected}${run}`;
}

/**
 * The scenario as a script for a real cluster: its manifests, then its steps, each at its place. What a step says stands
 * above it; a question (`reach`) becomes one attempt, with what is expected of many beside it. A step that fails does not
 * end the script: some are there to fail.
 */
export function stepsScript(text: string, { name, title, steps }: Scenario, language: Language): string {
  const manifests = realCluster(text);
  return [
    `#!/bin/sh\n${comment(inLanguage(title, language) || name)}`,
    comment('Made by Kubehop. It changes the cluster that kubectl is set to: read it first.'),
    'set -u\n',
    '# How you get to a Node, and to a machine outside of the cluster: change these two to what you have.\n',
    'on_node() { ssh "$1" "$2"; }\non_client() { sh -c "$1"; }\n',
    manifests && hereDocument('kubectl apply -f -', manifests),
    manifests && 'kubectl wait --for=condition=Ready pods --all --timeout=120s || true\n',
    ...steps.map((step) => stepText(step, language)),
  ]
    .filter(Boolean)
    .join('\n');
}
