/** Finds fields whose colon the value follows at once: `port:80`; `http://` is none, and neither is the `::1` of an address. */
export const tightColon = (): RegExp => /^ *(?:- +)*[A-Za-z][\w./-]*:(?=[^\s:/])/gm;
