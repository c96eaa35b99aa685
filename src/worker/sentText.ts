import { type RelatedText, relationOf } from '../model/relatedText.ts';
import { changeBetween, type TextChange } from '../model/TextChange.ts';
import type { EngineRequest } from './protocol.ts';

/** A request as it crosses to a worker: with its text, or with how that differs from the one before, `since` then. */
export type SentRequest = EngineRequest & { since?: TextChange };

const textOf = (request: EngineRequest): string =>
  'input' in request ? request.input.text : 'source' in request ? request.source.text : request.text;

function withText<R extends EngineRequest>(request: R, text: string): R {
  if ('input' in request) return { ...request, input: { ...request.input, text } };
  if ('source' in request) return { ...request, source: { ...request.source, text } };
  return { ...request, text };
}

interface Sent {
  text: string;
  relation: RelatedText | undefined;
}

function changeByEditor(a: RelatedText, { base, ...b }: RelatedText): TextChange {
  const [head, tail] = [Math.min(a.head, b.head), Math.min(a.tail, b.tail)];
  const text = base.slice(head, b.head) + b.between + base.slice(base.length - b.tail, base.length - tail);
  return { head, tail, text };
}

const changeOf = ({ text, relation: a }: Sent, { text: after, relation: b }: Sent): TextChange =>
  a && b && a !== b && a.base === b.base ? changeByEditor(a, b) : changeBetween(text, after);

/**
 * Takes the text out of requests to one worker, and puts it in again there: a message is copied on the page's own
 * thread, and the text of a large cluster, several megabytes, would hold up every key that is pressed.
 */
export class SentText {
  #last: Sent | undefined;

  /** The request as it is sent. */
  pack(request: EngineRequest): SentRequest {
    const [before, text] = [this.#last, textOf(request)];
    const relation = before?.text === text ? before.relation : relationOf(text);
    this.#last = { text, relation };
    if (before === undefined) return request;
    return { ...withText(request, ''), since: changeOf(before, this.#last) };
  }

  /** The request as it was. */
  unpack({ since, ...request }: SentRequest): EngineRequest {
    const [{ text: before } = { text: '' }, whole] = [this.#last, request as EngineRequest];
    const text = since
      ? before.slice(0, since.head) + since.text + before.slice(before.length - since.tail)
      : textOf(whole);
    this.#last = { text, relation: undefined };
    return since ? withText(whole, text) : whole;
  }
}
