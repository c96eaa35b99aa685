import { type Engine, startEmbedEngine } from '../../app/engines.ts';
import type { runEmbed } from './runEmbed.ts';
import { type Asked, scenarioOf } from './scenarioOf.ts';

/** What a picture needs, on its way: the code that draws it, the engine, and the text. */
export interface Begun {
  code: Promise<{ runEmbed: typeof runEmbed }>;
  engine: Engine;
  asking: Promise<Asked>;
}

const notLoaded = (): Asked => ({ ok: false, why: (words) => words.embed.notLoaded });

/** Asks for all of it at once: for the scenario of a fragment, or for one whose text the host has given. */
export function begin(hash: string, given: string | null): Begun {
  const engine = startEmbedEngine();
  const code = import('./runEmbed.ts');
  code.catch(() => {}); // told to whoever waits for it
  const asking =
    given === null ? scenarioOf(hash).catch(notLoaded) : Promise.resolve<Asked>({ ok: true, yaml: given, view: {} });
  return { code, engine, asking };
}
