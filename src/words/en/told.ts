import type { Spot } from '../../model/Message.ts';

/** A machine or an object in a sentence. */
export const named = (name: string): string =>
  name === 'external client' ? 'the client' : name === 'load balancer' ? 'the load balancer' : name;

/** At the beginning of a sentence; names of objects keep their case. */
export const subject = (name: string): string => named(name).replace(/^the /, 'The ');

/** `web-1 (10.244.1.2:8080)`, or the address alone when nobody has it. */
export const spot = ({ name, address }: Spot): string => (name ? `${named(name)} (${address})` : address);

/** How sentences are made of what the engine says. */
export const told = {
  sentence: (who: string, does: readonly string[]) =>
    `${subject(who)} ${does.length > 0 ? does.join(', and ') : 'passes it on'}.`.replace(/\.\.$/, '.'),
  /** At the end of one that goes on. */
  stop: '. ',
  /** Between two sentences. */
  between: ' ',
};
