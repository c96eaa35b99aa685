/** The first sentence of a description; `e.g.` and the like end none. */
export function firstSentence(text: string): string {
  const [paragraph = ''] = text.split('\n\n');
  const end = paragraph.search(/(?<!\b(?:e\.g|i\.e|etc))\.(?=\s+[A-Z"']|$)/);
  return end < 0 ? paragraph : paragraph.slice(0, end + 1);
}
