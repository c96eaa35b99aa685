/** The longest text that the picture draws; a name of the API server is at most 253 characters. */
const longest = 256;

// Controls, zero-width characters and the marks that turn the direction of writing: they could make one name
// look like another (robustness: bidi and zero-width characters are shown, not obeyed).
const hidden =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]/g;

/** Text with its invisible characters written as `<U+202E>`. */
export const withEscapes = (text: string): string =>
  text.replace(hidden, (c) => `<U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}>`);

/** Text as it may be drawn: cut to 256 characters, with invisible characters written as `<U+202E>`. */
export const visibleText = (text: string): string =>
  withEscapes(text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

/** A long name without its middle: what tells it from its siblings stands at its end. */
export const elided = (name: string, most: number): string =>
  name.length <= most ? name : `${name.slice(0, most - 6)}…${name.slice(-5)}`;

/** As much of an address's end as fits: its beginning is its network's, which all its siblings share. */
export function addressEnd(address: string, fits: (text: string) => boolean): string {
  for (let at = address.search(PARTED); at >= 0; at = address.search(PARTED)) {
    address = address.slice(at + 1);
    if (fits(`…${address}`)) return `…${address}`;
  }
  return '';
}

/** Before the last part of an address and what stands between parts. */
const PARTED = /[.:](?=.)/;
