/** What a piece of a line is, for its hue; '' for what needs none. */
export type YamlPiece = { text: string; kind: 'key' | 'value' | 'comment' | 'mark' | '' };

const KEY = /^(\s*(?:- +)*)("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#"'[{&*!|>%@`-][^#]*?|-[^\s#][^#]*?)(\s*:)(?=\s|$)/;
const COMMENT = /(^|\s)#.*$/;

/**
 * The pieces of a line of YAML. By the line alone, so within a block of text a colon may look like a key's: the hue is
 * wrong there, and the text is not.
 */
export function yamlLine(line: string): YamlPiece[] {
  if (/^(---|\.\.\.)(\s|$)/.test(line)) return [{ text: line, kind: 'mark' }];
  const [, indent = '', name = '', colon = ''] = KEY.exec(line) ?? [];
  const rest = line.slice(indent.length + name.length + colon.length);
  const comment = /["']/.test(rest) ? null : COMMENT.exec(rest);
  const value = comment ? rest.slice(0, comment.index) : rest;
  const pieces: YamlPiece[] = [
    { text: indent, kind: 'mark' },
    { text: name, kind: 'key' },
    { text: colon, kind: 'mark' },
    { text: value, kind: 'value' },
    { text: comment?.[0] ?? '', kind: 'comment' },
  ];
  return pieces.filter(({ text }) => text !== '');
}
