import { insert } from '../textEdits.ts';
import type { Explain } from './Explain.ts';

/** What an object of Kubernetes begins with. */
const HEAD = /^(?:apiVersion|kind):/gm;
/** The fields that stand at its margin. */
const ROOT = /^(?:apiVersion|kind|metadata|spec|data|status):/;

/** Two objects with nothing between them: to YAML they are one, which has each of its fields twice. */
export const explainSeparator: Explain = (_, { documents }, { code, span, document: index }) => {
  const document = documents[index ?? -1];
  if (code !== 'yaml/duplicate-key' || !document || !span) return undefined;
  const own = span.start - document.start;
  const isRoot = (own === 0 || document.text[own - 1] === '\n') && ROOT.test(document.text.slice(own));
  const seen = new Set<string>();
  const second = [...document.text.matchAll(HEAD)].find(({ 0: key }) => seen.has(key) || !seen.add(key));
  if (!isRoot || !second || second.index > own) return undefined;
  const edits = [insert(document.start + second.index, '---\n')];
  return { hint: ['documentBegins'], fixes: [{ title: ['separate'], edits }] };
};
