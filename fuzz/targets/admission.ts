import type { Dice } from '../../kernel-check/Dice.ts';
import { createObject } from '../../src/engine/admit/api.ts';
import { openDocuments } from '../../src/engine/openDocuments.ts';
import { parseText } from '../../src/engine/parse/parse.ts';
import { documents } from '../seeds.ts';
import { hold, type Target, without } from '../Target.ts';

type Json = unknown;
type Holder = Record<string, Json> | Json[];

const JUNK: Json[] = [
  null,
  true,
  '',
  ' ',
  'a',
  'None',
  'web',
  '10.96.0.1',
  '::1',
  '10.0.0.0/8',
  '300.1.1.1',
  '1e3',
  '-1',
  '100Mi',
  0,
  -1,
  1,
  80,
  65_536,
  2 ** 31,
  2 ** 53,
  1.5,
  Number.POSITIVE_INFINITY,
  [],
  {},
  [null],
  { a: null },
  'x'.repeat(64),
  'A_b',
  '__proto__',
  'constructor',
  '{{',
  '\u0000',
  'ä',
  'a/b',
  'a/b/c',
  'TCP',
  'SCTP',
  'Local',
  [{ name: 'x', port: 80 }],
  [{ ip: '1.2.3.4' }],
  { matchLabels: { a: 'b' } },
  { metadata: {} },
];

const KEYS = [
  'name',
  'namespace',
  'labels',
  'spec',
  'ports',
  'selector',
  'type',
  'clusterIP',
  'x',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '',
];

const values = documents
  .flatMap((text) => parseText(text).documents.map(({ value }) => value))
  .filter((value) => typeof value === 'object' && value !== null) as Record<string, Json>[];

const holdersIn = (value: Json): Holder[] =>
  typeof value === 'object' && value !== null ? [value as Holder, ...Object.values(value).flatMap(holdersIn)] : [];

/** One thing wrong somewhere in it. */
function spoil(object: Record<string, Json>, dice: Dice): void {
  const holder = dice.pick(holdersIn(object));
  if (Array.isArray(holder)) {
    const at = dice.between(0, holder.length);
    holder.splice(
      at,
      dice.between(0, 1),
      ...(dice.chance(0.7) ? [structuredClone(dice.pick([...holder, ...JUNK]))] : []),
    );
    return;
  }
  const keys = Object.keys(holder);
  const key = keys.length > 0 && dice.chance(0.8) ? dice.pick(keys) : dice.pick(KEYS);
  if (dice.chance(0.2)) delete holder[key];
  else
    Object.defineProperty(holder, key, {
      value: structuredClone(dice.pick(JUNK)),
      enumerable: true,
      configurable: true,
      writable: true,
    });
}

const { cluster } = openDocuments(parseText(''));

export const admission: Target = {
  name: 'admission',
  title: 'the API server: answers whatever comes; what it refuses it explains, and what it made it would take again',
  short: 4000,
  quick: true,
  once(dice) {
    const object = structuredClone(dice.pick(values));
    for (let n = dice.between(0, 3); n > 0; n--) spoil(object, dice);
    const fieldValidation = dice.pick(['Strict', 'Warn', 'Ignore'] as const);
    const answer = without(object, () => createObject(cluster, object, { dryRun: true, fieldValidation }));
    if (!answer.ok) {
      const { code, message, causes } = answer.status;
      hold(code >= 400 && message !== '', `refused with ${code} "${message}"`, object);
      hold(
        causes.every((cause) => typeof cause.field === 'string'),
        'a cause without a field',
        object,
      );
      return 1;
    }
    const { object: made } = answer;
    hold(({} as { polluted?: unknown }).polluted === undefined, 'a prototype was changed', object);
    const again = without({ object, made }, () => createObject(cluster, structuredClone(made), { dryRun: true }));
    const why = again.ok ? '' : again.status.message;
    // a Pod that says when it was made, or ports that were given out, may be refused; for what it says, not for its form
    hold(again.ok || !/unknown field|cannot unmarshal|strict decoding/.test(why), `not taken again: ${why}`, {
      object,
      made,
    });
    return 2;
  },
};
