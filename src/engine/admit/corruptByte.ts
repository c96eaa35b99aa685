/** Where Go's decoder of base64 stops, if it does (encoding/base64, decodeQuantum); line ends count for nothing. */
export function corruptByte(text: string): number | undefined {
  const next = (from: number): number => {
    let at = from;
    while (text[at] === '\r' || text[at] === '\n') at++;
    return at;
  };
  let taken = 0;
  for (let i = next(0); i < text.length; i = next(i + 1)) {
    if (/[A-Za-z0-9+/]/.test(text[i] ?? '')) taken++;
    else if (text[i] !== '=' || taken % 4 < 2) return i;
    else {
      let end = next(i + 1);
      if (taken % 4 === 2) {
        if (text[end] !== '=') return end === text.length ? end : end - 1;
        end = next(end + 1);
      }
      return end < text.length ? end : undefined;
    }
  }
  return taken % 4 === 0 ? undefined : text.length - (taken % 4);
}
