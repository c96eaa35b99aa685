import type { Rule } from '../../model/Rule.ts';

interface Index {
  /** Positions of rules whose destination must be this one address. */
  byDestination: Map<string, number[]>;
  /** Positions of all other rules. */
  others: number[];
  /** Those of a destination and all others, once somebody has asked for them. */
  merged: Map<number[], number[]>;
}

const known = new WeakMap<readonly Rule[], Index>();
const WORTH_IT = 24;

/**
 * The rules of a chain that can match a packet to this destination, in order, with their positions. Only rules
 * for another single address are left out: walking the others one by one would find that they do not match.
 */
export function candidates(rules: readonly Rule[], destination: string): readonly number[] | undefined {
  if (rules.length < WORTH_IT) return undefined;
  let index = known.get(rules);
  if (!index) {
    index = build(rules);
    known.set(rules, index);
  }
  const own = index.byDestination.get(destination);
  if (!own) return index.others;
  let list = index.merged.get(own);
  if (!list) {
    list = [...own, ...index.others].sort((a, b) => a - b);
    index.merged.set(own, list);
  }
  return list;
}

function build(rules: readonly Rule[]): Index {
  const index: Index = { byDestination: new Map(), others: [], merged: new Map() };
  rules.forEach((rule, i) => {
    const address = onlyDestination(rule);
    if (address === undefined) index.others.push(i);
    else {
      const list = index.byDestination.get(address);
      if (list) list.push(i);
      else index.byDestination.set(address, [i]);
    }
  });
  return index;
}

function onlyDestination(rule: Rule): string | undefined {
  for (const match of rule.matches)
    if (match.kind === 'destination' && !match.negate && /\/(32|128)$/.test(match.cidr)) {
      const ip = match.cidr.slice(0, match.cidr.indexOf('/'));
      if (match.cidr === `${ip}/${ip.includes(':') ? 128 : 32}`) return ip;
    }
  return undefined;
}
