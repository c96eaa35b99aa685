import type { Diagnostic } from '../../model/Diagnostic.ts';
import { importDump } from '../importDump.ts';
import type { ParsedText } from '../parse/parse.ts';
import { isPlain } from '../plain.ts';

/** A server has written it: people do not write uids. */
const isStored = (value: unknown): boolean => {
  if (!isPlain(value) || !isPlain(value['metadata'])) return false;
  const { uid, resourceVersion } = value['metadata'];
  return typeof uid === 'string' && typeof resourceVersion === 'string';
};

/** A text that is what kubectl printed of a cluster: it is to be imported rather than created once more. */
export function dumped(text: string, { documents }: ParsedText): Diagnostic[] {
  const objects = documents.flatMap(({ value }) =>
    isPlain(value) && Array.isArray(value['items']) ? value['items'] : [value],
  );
  const stored = objects.filter(isStored).length;
  if (stored === 0) return [];
  const imported = importDump(text).text;
  return [
    {
      code: 'dump',
      severity: 'error',
      message: ['isDump', stored],
      hint: ['importDump'],
      span: { start: 0, end: Math.max(0, text.indexOf('\n')) },
      document: 0,
      ...(imported !== '' && {
        fixes: [{ title: ['importIt'], edits: [{ span: { start: 0, end: text.length }, text: imported }] }],
      }),
    },
  ];
}
