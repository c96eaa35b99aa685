/** The UTF-8 form of a text, a letter a byte. What UTF-8 cannot write, half of a pair, becomes U+FFFD, as in Go. */
export const utf8 = (text: string): string =>
  encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\uFFFD')).replaceAll(/%([0-9A-F]{2})/g, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
