/** A text as it is searched: case, width and accents do not matter. */
export const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

interface Entry<Name extends string> {
  name: Name;
  text: string;
}

/** What is found by its name and by these texts; made once, and not for each letter of a query. */
export const entryOf = <Name extends string>(name: Name, texts: readonly string[]): Entry<Name> => ({
  name,
  text: plain([name, ...texts].join('\n')),
});

/** What is in every question, and says nothing. */
const LITTLE = /^(and|are|can|did|does|for|has|have|how|not|the|was|what|when|which|who|why|with|you|your)$/;

/** The pieces that a question is known by: words without their endings, and each two neighbours of Chinese. */
function piecesOf(question: string): string[] {
  const words = question.match(/[\p{Script=Latin}\d]{3,}/gu) ?? [];
  const stems = words.filter((word) => !LITTLE.test(word)).map((word) => word.replace(/(?<=...)(ing|es|ed|s)$/, ''));
  const runs = question.match(/\p{Script=Han}+/gu) ?? [];
  const pairs = runs.flatMap((run) => Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2)));
  return [...new Set([...stems, ...pairs])];
}

/** A question has pieces that say little, and is asked in other words: so few are shown, the likeliest first. */
const MOST = 6;
/** Of what the likeliest has in common with the question. */
const ENOUGH = 0.5;

/** What has most in common with a question, where a piece counts the more the fewer texts have it. */
function likeliest<Name extends string>(question: string, searched: readonly Entry<Name>[]): Name[] {
  const pieces = piecesOf(question).map((piece) => {
    const having = searched.filter(({ text }) => text.includes(piece));
    return { having: new Set(having.map(({ name }) => name)), weight: Math.log(searched.length / having.length) };
  });
  const scored = searched.map(({ name }) => {
    const met = pieces.filter(({ having }) => having.has(name));
    return { name, score: met.length < 2 ? 0 : met.reduce((sum, { weight }) => sum + weight, 0) };
  });
  const best = Math.max(...scored.map(({ score }) => score));
  const near = scored.filter(({ score }) => score > 0 && score >= best * ENOUGH);
  return near
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST)
    .map(({ name }) => name);
}

/**
 * The names whose texts have every word of a query, in their order; where none has, those that are likeliest to answer it.
 * Chinese has no blanks: what is written together is looked for together first. A long word may be two: `timeout`.
 */
export function searchGallery<Name extends string>(query: string, entries: readonly Entry<Name>[]): Name[] {
  const asked = plain(query);
  const words = asked.split(/\s+/).filter(Boolean);
  const together = (text: string, word: string): boolean => word.length > 5 && text.replace(/[ -]/g, '').includes(word);
  const exact = entries.filter(({ text }) => words.every((word) => text.includes(word) || together(text, word)));
  return exact.length > 0 ? exact.map(({ name }) => name) : likeliest(asked, entries);
}
