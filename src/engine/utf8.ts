/** The UTF-8 form of a text, a letter a byte. What UTF-8 cannot write, half of a pair, becomes U+FFFD, as in Go. */
export const utf8 = (text: string): string =>
  encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\uFFFD')).replaceAll(/%([0-9A-F]{2})/g, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );

/** The text whose UTF-8 these letters are; bytes that are no UTF-8 stay letters. */
export function fromUtf8(bytes: string): string {
  const octets = bytes.replaceAll(
    /[%\x80-\xff]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  try {
    return decodeURIComponent(octets);
  } catch (error) {
    if (error instanceof URIError) return bytes;
    throw error;
  }
}
