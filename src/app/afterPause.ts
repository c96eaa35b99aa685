/**
 * Runs only the last of many calls, after a pause, or another wait that it asks for. A call while a timer runs only moves
 * what it waits for: of a timer for each key, the setting and clearing costs more than all else here.
 */
export function afterPause(act: () => void, pause: number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let due = 0;
  function look(): void {
    const left = due - performance.now();
    timer = left > 0 ? setTimeout(look, left) : undefined;
    if (!timer) act();
  }
  return {
    soon(wait = pause) {
      due = performance.now() + wait;
      timer ??= setTimeout(look, wait);
    },
    cancel() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
