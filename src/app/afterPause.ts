/** Runs only the last of many calls, after a pause. */
export function afterPause(act: () => void, pause: number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    soon() {
      clearTimeout(timer);
      timer = setTimeout(act, pause);
    },
    cancel: () => clearTimeout(timer),
  };
}
