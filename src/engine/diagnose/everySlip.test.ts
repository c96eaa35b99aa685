import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withEdits } from '../../model/withEdits.ts';
import { examine } from '../examine.ts';

/** Scenarios of the gallery: what they are before somebody slips. */
const texts = readdirSync('src/scenarios')
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => readFileSync(`src/scenarios/${name}`, 'utf8'));

/** What each place that fits becomes. */
const at =
  (pattern: RegExp, become: (found: RegExpMatchArray) => string) =>
  (text: string): string[] =>
    [...text.matchAll(pattern)].map(
      (found) => text.slice(0, found.index) + become(found) + text.slice((found.index ?? 0) + found[0].length),
    );

/** A field of a manifest, with two letters of its name turned round; not one that somebody chose. */
const FIELDS =
  /(?<=^ *(?:- )?)(apiVersion|kind|metadata|spec|selector|ports|containers|template|targetPort|containerPort|replicas|image|nodeName|labels|type|title|steps|reach|expect)(?=:)/gm;

/** By slip: every text that it makes of another one, and of how many in a hundred the first fix restores that. */
const SLIPS: [name: string, slip: (text: string) => string[], least: number][] = [
  ['two letters turned round', at(FIELDS, ([, name = '']) => name.replace(/^(.)(.)(.)/, '$1$3$2')), 95],
  ['a letter left out', at(FIELDS, ([, name = '']) => name.slice(0, 2) + name.slice(3)), 90],
  [
    'an s too many, or too few',
    at(FIELDS, ([, name = '']) => (name.endsWith('s') ? name.slice(0, -1) : `${name}s`)),
    90,
  ],
  ['small letters', at(/(?<=^ *(?:- )?)([a-z]+[A-Z]\w*)(?=:)/gm, ([, name = '']) => name.toLowerCase()), 95],
  ['a kind in small letters', at(/(?<=^kind: )\w+/gm, ([name]) => name.toLowerCase()), 95],
  [
    'a value in small letters',
    at(
      /(?<=(protocol|type|[a-z]+TrafficPolicy|sessionAffinity|imagePullPolicy): )(TCP|UDP|NodePort|LoadBalancer|ClientIP|Local|Always)\b/g,
      ([value]) => value.toLowerCase(),
    ),
    85,
  ],
  ['a number in quotes', at(/(?<=(port|Port|replicas): )\d+/g, ([number]) => `"${number}"`), 95],
  [
    'no blank after a colon',
    at(/(?<=^ *(?:- )?(?:kind|selector|port|targetPort|containerPort|image|replicas|type):) /gm, () => ''),
    95,
  ],
  ['no --- between two objects', at(/(?<=\n)---\n(?=apiVersion)/g, () => ''), 75],
  ['a blank too many', at(/(?<=^ +)(?=(ports|selector|type|containers|image|template|nodeName):)/gm, () => ' '), 80],
];

/** Of thousands so many, from everywhere. */
const SAMPLE = 24;

const messages = (text: string): Set<string> => new Set(examine(text).map(({ message }) => JSON.stringify(message)));

const unreadable = (text: string): number => examine(text).filter(({ code }) => code === 'yaml/syntax').length;

describe('one slip in a manifest that was good', () => {
  it.each(SLIPS)('%s', (_, slip, least) => {
    const all = texts.flatMap((good) => slip(good).map((bad) => ({ good, bad })));
    const step = Math.max(1, Math.floor(all.length / SAMPLE));
    const some = all.filter((__, i) => i % step === 0);
    const left: string[] = [];
    for (const { good, bad } of some) {
      const before = messages(good);
      const found = examine(bad).filter(({ message }) => !before.has(JSON.stringify(message)));
      // whatever is proposed makes nothing unreadable
      const unread = unreadable(bad);
      for (const { fixes = [] } of found)
        for (const { edits } of fixes) expect(unreadable(withEdits(bad, edits))).toBeLessThanOrEqual(unread);
      const [fix] = found.flatMap(({ fixes = [] }) => fixes);
      if (!fix || withEdits(bad, fix.edits) !== good)
        left.push(JSON.stringify(found[0]?.message ?? 'nothing is found'));
    }
    expect(some.length).toBeGreaterThan(10);
    const restored = (100 * (some.length - left.length)) / some.length;
    expect(restored, left.join('\n')).toBeGreaterThanOrEqual(least);
  });
});
