import type { Span } from '../../model/Span.ts';
import { Composer } from './compose.ts';

export type Spans = Map<string, Span>;

/** A reader of a document that notes where its fields are, by path. */
export function noting(text: string): { composer: Composer; spans: Spans } {
  const spans: Spans = new Map();
  const composer = new Composer(text, 0, text.length, (path, start, end) => {
    if (path !== '' || !spans.has('')) spans.set(path, { start, end });
  });
  return { composer, spans };
}

/** Where the fields of a document are; read again from the text when first asked for. */
export function readSpans(text: string): Spans {
  const { composer, spans } = noting(text);
  try {
    composer.compose();
  } catch {
    // What was read before the error is good.
  }
  return spans;
}

/** `spec.ports[0].name` → `spec.ports[0]` → `spec.ports` → `spec` → ``. */
export const parentPath = (path: string): string => {
  const cut = path.endsWith(']') ? path.lastIndexOf('[') : path.lastIndexOf('.');
  return cut <= 0 ? '' : path.slice(0, cut);
};

/** The names and indices that a path consists of: `spec.ports[0].name` → `spec`, `ports`, `0`, `name`. */
export const namesOf = (path: string): string[] =>
  [...path.matchAll(/\[([^\]]*)\]|[^.[\]]+/g)].map(([name, key]) => key ?? name);

/** The place of a field, or of the nearest thing around it that is written in the text. */
export function findSpan(spans: Map<string, Span>, path: string, length: number): Span {
  for (let at = path; at !== ''; at = parentPath(at)) {
    const span = spans.get(at);
    if (span) return span;
  }
  return spans.get('') ?? { start: 0, end: length };
}
