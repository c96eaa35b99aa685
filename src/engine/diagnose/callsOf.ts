import type { Place } from '../../model/Trace.ts';
import { unmetOf } from '../expectation.ts';
import { type Outcome, outcomesOf } from '../runScenario.ts';
import { servicesAsked } from '../servicesAsked.ts';
import { placeOf } from '../shell/placeOf.ts';
import { readTarget, type Target } from '../trace/target.ts';
import type { Look, Selected } from './Check.ts';
import type { Mend } from './Finding.ts';
import { type Asked, stepsAsk } from './stepsAsk.ts';

/** A step that calls a Service: by a question, or by a command that has a URL in it. */
export interface Call extends Asked {
  from: Place;
  url: string;
  target: Target;
  one: Selected;
  /** Nothing has been run before it: the settled cluster is the one that it asks. */
  asksFirst: boolean;
}

/** Questions that packets are sent for at most: whoever types waits for them. */
export const MOST_TRIED = 8;

const URL_IN_LINE = /\b(?:tcp|udp|sctp|icmp|https?):\/\/[^\s"';]+/;

const known = new WeakMap<Look, Call[]>();

/** The steps that call Services, in their order; found once for all checks. */
export function callsOf(look: Look): Call[] {
  const last = known.get(look);
  if (last) return last;
  const byKey = new Map(look.services.map((one) => [one.key, one]));
  let asksFirst = true;
  const calls = stepsAsk(look).flatMap((asked): Call[] => {
    const isFirst = asksFirst;
    if (asked.step.run !== undefined) asksFirst = false;
    const [url] = URL_IN_LINE.exec(asked.text) ?? [];
    const target = url === undefined ? null : readTarget(url);
    const from = placeOf(look.cluster, asked.step.on);
    if (url === undefined || !target || typeof from === 'string') return [];
    const [key] = servicesAsked(look.cluster, from, url);
    const one = key === undefined ? undefined : byKey.get(key);
    return one ? [{ ...asked, from, url, target, one, asksFirst: isFirst }] : [];
  });
  known.set(look, calls);
  return calls;
}

/**
 * How a question ends in the settled cluster, where that is not what its step expects though every connection gets
 * through; undefined where all is as expected, or nobody can say. It sends packets: ask last.
 */
export function unmetOutcomes(look: Look, call: Call): Outcome[] | undefined {
  const { asksFirst, step, text } = call;
  if (!asksFirst || step.reach === undefined || !step.expect?.outcomes) return undefined;
  if (callsOf(look).indexOf(call) >= MOST_TRIED) return undefined;
  const outcomes = outcomesOf(look.cluster, step.on, text);
  const isDelivered = outcomes.length > 0 && outcomes.every(({ result }) => result === 'delivered');
  const isMet = unmetOf(step.expect, { on: step.on, reach: text, outcomes }).length === 0;
  return isDelivered && !isMet ? outcomes : undefined;
}

/** The edits after which the steps that call a Service at a port call it at another one. */
export const askAt = (look: Look, one: Selected, port: number, instead: number): Mend['set'] =>
  callsOf(look)
    .filter((call) => call.one === one && call.target.port === port)
    .flatMap(({ ref, text, unexpected }) => {
      const value = text.replace(new RegExp(`:${port}\\b`), `:${instead}`);
      return value === text ? [] : [{ ref, value }, ...unexpected];
    });
