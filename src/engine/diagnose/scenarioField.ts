import { typeAt, typeNamed } from '../assist/typeAt.ts';
import { keySpan, valueAt } from '../fieldEdits.ts';
import { namesOf, parentPath } from '../parse/spans.ts';
import { isPlain } from '../plain.ts';
import { meant } from './distance.ts';
import type { Explain } from './Explain.ts';

/** A field of a Scenario that is misspelt. */
export const explainScenarioField: Explain = (text, { documents }, { code, message, path = '', document: index }) => {
  const document = documents[index ?? -1];
  if (!document || code !== 'scenario/unknown' || typeof message === 'string' || message[0] !== 'unknownField')
    return undefined;
  const parent = parentPath(path);
  const parts = namesOf(parent).map((name) => (/^\d+$/.test(name) ? Number(name) : name));
  const given = valueAt(document, parent);
  const key = keySpan(text, document, path);
  const fields = Object.keys(typeNamed(typeAt('Scenario', parts)?.of ?? '')?.fields ?? {});
  if (!key || !isPlain(given)) return undefined;
  const name = meant(
    path.slice(parent.length + 1),
    fields.filter((one) => !Object.hasOwn(given, one)),
  );
  if (name === undefined) return { span: key };
  return {
    span: key,
    hint: ['fieldMeant', name],
    fixes: [{ title: ['spell', name], edits: [{ span: key, text: name }] }],
  };
};
