/** Breaks lines at blanks before they get longer than `limit` (github.com/mitchellh/go-wordwrap, WrapString). */
export function wordWrap(text: string, limit: number): string {
  let out = '';
  let word = '';
  let space = '';
  let current = 0;
  for (const c of text) {
    if (c === '\n') {
      if (word === '') {
        if (current + space.length > limit) current = 0;
        else out += space;
      } else out += space + word;
      [word, space] = ['', ''];
      out += c;
      current = 0;
    } else if (/\s/.test(c) && c !== '\xa0') {
      if (space === '' || word !== '') {
        current += space.length + word.length;
        out += space + word;
        [word, space] = ['', ''];
      }
      space += c;
    } else {
      word += c;
      if (current + word.length + space.length > limit && word.length < limit) {
        out += '\n';
        current = 0;
        space = '';
      }
    }
  }
  if (word === '') return current + space.length <= limit ? out + space : out;
  return out + space + word;
}
