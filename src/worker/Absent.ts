/** What was asked needs a part of the engine that this worker was built without. */
export class Absent extends Error {
  override name = 'Absent';
}

/** Stands in for a function or a table that was left out (`scripts/lean-worker.mjs`): to use it throws. */
export function absent(name: string): unknown {
  const refuse = (): never => {
    throw new Absent(name);
  };
  return new Proxy(refuse, { get: refuse, has: refuse, ownKeys: refuse });
}
