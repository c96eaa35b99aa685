/** A function of a text that keeps its last answers, up to so many: the same few texts come again and again. */
export function remembering<T>(answer: (text: string) => T, most = 10_000): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    let made = known.get(text);
    if (made === undefined) {
      made = answer(text);
      if (known.size > most) known.clear();
      known.set(text, made);
    }
    return made;
  };
}
