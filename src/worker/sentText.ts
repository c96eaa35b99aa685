import { commonPrefix, commonSuffix } from '../model/commonParts.ts';
import type { EngineRequest } from './protocol.ts';

/** What has become of the text that was sent before: `text` is now between its first `head` and its last `tail` characters. */
export interface TextChange {
  head: number;
  tail: number;
  text: string;
}

/** A request as it crosses to a worker: with its text, or with how that differs from the one before. */
export type SentRequest = EngineRequest & { since?: TextChange };

const textOf = (request: EngineRequest): string =>
  'input' in request ? request.input.text : 'source' in request ? request.source.text : request.text;

function withText<R extends EngineRequest>(request: R, text: string): R {
  if ('input' in request) return { ...request, input: { ...request.input, text } };
  if ('source' in request) return { ...request, source: { ...request.source, text } };
  return { ...request, text };
}

/**
 * Takes the text out of requests to one worker, and puts it in again there: a message is copied on the page's own
 * thread, and the text of a large cluster, several megabytes, would hold up every key that is pressed.
 */
export class SentText {
  #last: string | undefined;

  /** The request as it is sent. */
  pack(request: EngineRequest): SentRequest {
    const [before, text] = [this.#last, textOf(request)];
    this.#last = text;
    if (before === undefined) return request;
    // much is asked of one and the same text
    const head = text === before ? text.length : commonPrefix(before, text);
    const tail = commonSuffix(before, text, Math.min(before.length, text.length) - head);
    return { ...withText(request, ''), since: { head, tail, text: text.slice(head, text.length - tail) } };
  }

  /** The request as it was. */
  unpack({ since, ...request }: SentRequest): EngineRequest {
    const [before = '', whole] = [this.#last, request as EngineRequest];
    if (since) this.#last = before.slice(0, since.head) + since.text + before.slice(before.length - since.tail);
    else this.#last = textOf(whole);
    return since ? withText(whole, this.#last) : whole;
  }
}
