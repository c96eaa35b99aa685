/** A text as it is searched: case, width and accents do not matter. */
const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * The names whose texts have every word of a query, in their order. Chinese has no blanks: what is written together is
 * looked for together.
 */
export function searchGallery<Name extends string>(
  query: string,
  entries: readonly { name: Name; texts: readonly string[] }[],
): Name[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return entries.map(({ name }) => name);
  return entries.flatMap(({ name, texts }) => {
    const text = plain([name, ...texts].join('\n'));
    return words.every((word) => text.includes(word)) ? [name] : [];
  });
}
