import { type Engine, startTerminal } from '../../app/engines.ts';
import { whyNot } from '../../app/whyNot.ts';
import type { TypedLine } from '../../model/Scenario.ts';
import type { SimulationResult } from '../../model/Simulation.ts';
import type { LinkView } from '../../share/link.ts';
import type { Catalog } from '../../words/en.ts';
import type { Asked } from './scenarioOf.ts';

export type Calculated =
  | { ok: true; yaml: string; view: LinkView; typed?: TypedLine[]; result: SimulationResult; engine: Engine }
  /** Why there is no picture, in words. */
  | { ok: false; message: string };

/**
 * Lets the engine calculate a scenario as soon as its text is there, and says when it has begun. With an answer comes the
 * engine that gave it.
 */
export async function calculate(
  words: Catalog,
  asking: Promise<Asked>,
  engine: Engine,
  begun: () => void,
): Promise<Calculated> {
  const asked = await asking;
  if (!asked.ok) {
    engine.dispose();
    return { ok: false, message: asked.why(words) };
  }
  const { yaml, typed, view } = asked;
  let able = engine;
  if (typed) {
    // only the terminal's engine knows commands
    engine.dispose();
    able = startTerminal();
  }
  able.onStatus((status) => {
    if (status === 'working') begun();
  });
  const { traffic } = view;
  const outcome = await able.simulate({ text: yaml, ...(typed && { typed }), ...(traffic && { traffic }) });
  if (outcome.kind === 'done') return { ...asked, result: outcome.value, engine: able };
  able.dispose();
  return {
    ok: false,
    message: outcome.kind === 'superseded' ? words.embed.stopped : whyNot(words.engine, outcome),
  };
}
