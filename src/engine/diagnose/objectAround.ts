import { findMappedKind, type KindInfo } from '../admit/kinds.ts';
import { valueAt } from '../fieldEdits.ts';
import type { ParsedDocument } from '../parse/ParsedDocument.ts';
import { isPlain } from '../plain.ts';

/** A manifest of a document, and what the server has as its kind. */
export interface Around {
  /** Where it is: `items[2]` in a List, else nothing. */
  item: string;
  object: unknown;
  info: KindInfo | undefined;
}

/** The manifest that a path leads into: the document's own, or an item of its List. */
export function objectAround(document: ParsedDocument, path: string): Around {
  const item = /^items\[\d+\]/.exec(path)?.[0] ?? '';
  const within = item && valueAt(document, item);
  const object = isPlain(within) ? within : document.value;
  const info = isPlain(object) ? findMappedKind(String(object['apiVersion']), String(object['kind'])) : undefined;
  return { item: object === within ? item : '', object, info };
}
