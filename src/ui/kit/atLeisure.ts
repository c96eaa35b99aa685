/** Milliseconds in which whoever has just come sees the first packet move. */
const FIRST = 2500;

/** Begins what nobody waits for: after a while, and then when the page has nothing else to do; returns what ends it. */
export function atLeisure(begin: () => void): () => void {
  let ended = false;
  const act = (): void => {
    if (!ended) begin();
  };
  // not every browser tells when it is idle
  const timer = setTimeout(() => (globalThis.requestIdleCallback ?? act)(act), FIRST);
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
