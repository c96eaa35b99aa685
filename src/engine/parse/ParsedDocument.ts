import type { Diagnostic } from '../../model/Diagnostic.ts';
import type { Span } from '../../model/Span.ts';
import type { DocumentContent } from './readDocument.ts';
import { findSpan, readSpans } from './spans.ts';

/** One document of a text. `value` is JSON; equal texts share it through a memo, so nobody may change it. */
export class ParsedDocument {
  readonly index: number;
  /** Where it is in the whole text. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly value: unknown;
  /** What Go says when it cannot read the document: `error converting YAML to JSON: yaml: line 3: …`. */
  readonly error: string | undefined;
  readonly #content: DocumentContent;

  constructor(index: number, start: number, text: string, content: DocumentContent) {
    this.index = index;
    this.start = start;
    this.end = start + text.length;
    this.text = text;
    this.value = content.value;
    this.error = content.error;
    this.#content = content;
  }

  /** The place of a field in the whole text, or of the nearest thing around it. */
  spanOf(path: string): Span {
    this.#content.spans ??= readSpans(this.text);
    const { start, end } = findSpan(this.#content.spans, path, this.text.length);
    return { start: this.start + start, end: this.start + end };
  }

  get diagnostics(): Diagnostic[] {
    return this.#content.diagnostics.map((d) => ({
      ...d,
      document: this.index,
      ...(d.span ? { span: { start: this.start + d.span.start, end: this.start + d.span.end } } : {}),
    }));
  }

  /** The same document with another reason why it cannot be read. */
  withError(error: string | undefined): ParsedDocument {
    if (error === undefined) return this;
    const diagnostics = this.#content.diagnostics.map((d) => ({ ...d, message: error }));
    return new ParsedDocument(this.index, this.start, this.text, { ...this.#content, error, diagnostics });
  }

  /** The same document at another place. */
  moved(index: number, start: number): ParsedDocument {
    return index === this.index && start === this.start
      ? this
      : new ParsedDocument(index, start, this.text, this.#content);
  }
}

export interface ParsedText {
  documents: ParsedDocument[];
  diagnostics: Diagnostic[];
}
