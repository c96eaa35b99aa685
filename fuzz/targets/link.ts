import type { Dice } from '../../kernel-check/Dice.ts';
import { decodeLink, encodeLink, type LinkState } from '../../src/share/link.ts';
import { documents } from '../seeds.ts';
import { hold, type Target, without } from '../Target.ts';

const TEXTS = ['', 'a: 1\n', '\uD800', '😀\u202e', '"\\\n', 'x'.repeat(200), ...documents.slice(0, 12)];
const ALPHABET = 'ABCxyz019-_/+=%. #vV\n';

function stateOf(dice: Dice): LinkState {
  const text = (): string => dice.pick(TEXTS);
  const typed = Array.from({ length: dice.between(0, 2) }, () => ({
    on: dice.pick(['admin', 'client', 'pod/web-1']),
    run: text(),
    ...(dice.chance(0.3) && { stdin: text() }),
    ...(dice.chance(0.3) && { at: dice.between(0, 100_000) }),
  }));
  const view = {
    ...(dice.chance(0.3) && { hop: dice.between(0, 40) }),
    ...(dice.chance(0.3) && { part: dice.next() }),
    ...(dice.chance(0.3) && { layer: dice.pick(['node', 'pod', 'cluster'] as const) }),
    ...(dice.chance(0.3) && { traffic: { from: { kind: 'client' as const }, url: text() } }),
    ...(dice.chance(0.2) && { base: text() }),
  };
  return { yaml: text(), ...(dice.chance(0.6) && { view }), ...(typed.length > 0 && { typed }) };
}

function damaged(link: string, dice: Dice): string {
  const at = dice.between(0, link.length);
  const one = dice.pick([...ALPHABET]);
  const kind = dice.between(0, 5);
  if (kind === 0) return link.slice(0, at);
  if (kind === 1) return link.slice(0, at) + one + link.slice(at + 1);
  if (kind === 2) return link.slice(0, at) + one + link.slice(at);
  if (kind === 3) return link.slice(0, at) + link.slice(at + dice.between(1, 4));
  if (kind === 4) return `v${dice.between(0, 12)}/${link.slice(3)}`;
  return Array.from({ length: dice.between(0, 40) }, () => dice.pick([...ALPHABET])).join('');
}

/** Links are made slowly and opened fast: each is opened with as many things wrong. */
const DAMAGES = 60;

export const link: Target = {
  name: 'link',
  title: 'links: open to what they were made of; a damaged one opens to the same or says so, and never throws',
  short: 500,
  quick: true,
  once(dice) {
    const state = stateOf(dice);
    const fragment = without(state, () => encodeLink(state));
    const opened = without(fragment, () => decodeLink(`#${fragment}`));
    hold(opened.ok && opened.yaml === state.yaml, 'opens to another text', { state, fragment, opened });
    for (let n = 0; n < DAMAGES; n++) {
      const hurt = damaged(fragment, dice);
      const answer = without(hurt, () => decodeLink(hurt));
      const fine = answer.ok
        ? answer.yaml === opened.yaml
        : answer.problem.length > 0 && answer.raw === hurt.replace(/^#/, '');
      hold(fine, 'a damaged link opens to something else', { fragment, hurt, answer });
    }
    return 2 + DAMAGES;
  },
};
