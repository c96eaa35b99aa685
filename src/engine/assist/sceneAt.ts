import type { ParseMemo } from '../parse/parse.ts';
import { readAround } from './readAround.ts';
import { type Placed, thingsIn } from './things.ts';
import { type Whereabouts, whereAt } from './whereAt.ts';

/** A place in a text, and all objects of the text; `own` is the one that it is in, if that could be read. */
export interface PlaceInText {
  where: Whereabouts;
  things: Placed[];
  own: Placed | undefined;
}

export function sceneAt(text: string, at: number, memo?: ParseMemo): PlaceInText | undefined {
  const where = whereAt(text, at);
  if (!where) return undefined;
  const { span, depth, path } = where;
  const things = thingsIn(readAround(text, at, memo));
  const own = things.find(({ document, prefix }) => {
    const here = document.start <= span.start && span.start <= document.end;
    return here && prefix === (depth > 0 ? `items[${path[1]}]` : '');
  });
  return { where, things, own };
}
