import { foldService, StreamLanguage, type StreamParser } from '@codemirror/language';
import type { EditorState, Extension } from '@codemirror/state';

/** What a line needs to know of those above it. */
interface State {
  /** The quotation mark of a scalar that goes on in the next line. */
  quote: string;
  /** Open brackets and braces. */
  flow: number;
  /** Column of the innermost key or dash. */
  at: number;
  /** Where the next entry beside this line's would stand. */
  column: number;
  /** This line has a key. */
  keyed: boolean;
  /** The lines of a block scalar stand deeper than this; null outside of one. */
  block: number | null;
}

type Stream = Parameters<StreamParser<State>['token']>[0];

const PLAIN = /^(?:[^\s,[\]{}#&*!|>'"%@`]|[^\s#](?=\S))(?:[^\s:#]|:(?=\S)|\s+(?=[^\s#])|(?<=\S)#)*/;
const PLAIN_IN_FLOW = /^(?:[^\s,[\]{}:#]|:(?=[^\s,[\]{}])|\s+(?=[^\s#,[\]{}:])|(?<=\S)#)+/;
const QUOTED_KEY = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(?=\s*:(?:\s|$))/;

/** Reads on in a quoted scalar, as far as this line has it. */
function quoted(stream: Stream, state: State): string {
  const end = state.quote === '"' ? /^(?:[^"\\]|\\.?)*"/ : /^(?:[^']|'')*'/;
  if (stream.match(end)) state.quote = '';
  else stream.skipToEnd();
  return 'string';
}

function enterKey(state: State, column: number): null {
  state.at = column;
  if (!state.keyed && state.flow === 0) state.column = column;
  state.keyed = true;
  return null;
}

/** Nobody reads a longer line, and no regular expression reads one of megabytes. */
const LONGEST = 10_000;

function token(stream: Stream, state: State): string | null {
  if (stream.string.length > LONGEST) {
    stream.skipToEnd();
    return null;
  }
  const start = stream.sol();
  if (start) state.keyed = false;
  if (start && state.block !== null) {
    if (stream.indentation() > state.block) {
      state.column = stream.indentation();
      stream.skipToEnd();
      return 'content';
    }
    state.block = null;
  }
  if (state.quote) return quoted(stream, state);
  if (start && stream.match(/^(?:---|\.\.\.)(?=\s|$)/)) {
    Object.assign(state, startState());
    return 'meta';
  }
  if (start && stream.match(/^%.*/)) return 'meta';
  if (stream.eatSpace()) return null;
  if (/^\s?$/.test(stream.string.charAt(stream.pos - 1)) && stream.match(/^#.*/)) return 'comment';
  const column = stream.column();
  if (stream.match(/^[[{]/)) {
    state.flow += 1;
    return null;
  }
  if (state.flow > 0 && stream.match(/^[\]}]/)) {
    state.flow -= 1;
    return null;
  }
  if (state.flow === 0 && stream.match(/^[-?](?=\s|$)/)) {
    state.at = column;
    if (!state.keyed) state.column = column;
    return null;
  }
  if (stream.match(state.flow > 0 ? /^[,:?](?=[\s[\]{}'"]|$)/ : /^:(?=\s|$)/)) return null;
  if (stream.match(/^(?:!|[&*][^\s,[\]{}])[^\s,[\]{}]*/)) return 'meta';
  if (state.flow === 0 && stream.match(/^[|>][-+\d]*(?=\s*(?:#|$))/)) {
    state.block = state.at;
    return 'meta';
  }
  if (stream.match(QUOTED_KEY)) return enterKey(state, column);
  const mark = stream.match(/^['"]/) as RegExpMatchArray | null;
  if (mark) {
    [state.quote] = mark as unknown as [string];
    return quoted(stream, state);
  }
  if (!stream.match(state.flow > 0 ? PLAIN_IN_FLOW : PLAIN)) stream.next();
  else if (stream.match(/^\s*:(?=\s|$)/, false)) return enterKey(state, column);
  return 'content';
}

const startState = (): State => ({ quote: '', flow: 0, at: -1, column: 0, keyed: false, block: null });

/**
 * YAML, as far as colours and indentation need it: line by line, from left to right. Keys and signs are no tokens: they
 * have the colour of the editor (`editorTheme`), and an element less. The engine has the parser that
 * decides what a text means; a second one here would weigh as much as the rest of the page's own code.
 */
export const yamlStream: StreamParser<State> = {
  name: 'yaml',
  startState,
  copyState: (state) => ({ ...state }),
  token,
  indent({ quote, flow, block, column }, textAfter, { unit }) {
    if (quote) return null;
    if (flow > 0) return column + (/^[\]}]/.test(textAfter) ? 0 : unit);
    return block === null ? column : Math.max(column, block + unit);
  },
  languageData: { commentTokens: { line: '#' }, indentOnInput: /^\s*[\]}]$/ },
};

/** Blocks of more lines are not folded: to find their end would take longer than a keystroke may. */
const MOST_LINES = 2000;

const indentationOf = (text: string): number => text.search(/\S/);

/** From the end of a line to that of what stands below it; a list may stand as far to the left as its key. */
export function blockBelow({ doc }: EditorState, from: number): { from: number; to: number } | null {
  const line = doc.lineAt(from);
  const base = indentationOf(line.text);
  if (base < 0 || /^\s*#|^---/.test(line.text)) return null;
  const listMayFollow = !/^\s*- /.test(line.text) && /:\s*(?:#.*)?$/.test(line.text);
  let end = line;
  for (let n = line.number + 1; n <= doc.lines; n++) {
    if (n - line.number > MOST_LINES) return null;
    const below = doc.line(n);
    const indentation = indentationOf(below.text);
    if (indentation < 0) continue;
    const belongs = indentation > base || (indentation === base && listMayFollow && /^\s*-(?: |$)/.test(below.text));
    if (!belongs) break;
    end = below;
  }
  return end === line ? null : { from: line.to, to: end.to };
}

export const yamlLanguage: Extension = [StreamLanguage.define(yamlStream), foldService.of(blockBelow)];
