// @ts-check
// One content security policy, used by the built pages' meta tag, by the preview server and by public/_headers.

export const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self' blob:",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'", // the preview in the embed dialog
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types kubehop-worker',
].join('; ');

/**
 * What only a header can say: who may frame the page. Anyone may frame the embed, nobody else the editor.
 * @param {string} url the request's path
 * @returns {Record<string, string>}
 */
export function headersFor(url) {
  const isEmbed = /^\/embed(\.html)?([?#]|$)/.test(url) || /[?&]embed=1(&|$)/.test(url);
  const ancestors = isEmbed ? '*' : "'self'";
  return {
    'Content-Security-Policy': `${policy}; frame-ancestors ${ancestors}`,
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}
