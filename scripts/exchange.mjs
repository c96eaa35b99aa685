// @ts-check
// Text of a library's module that the build puts other text in place of: a version that says it no more fails the build.

/**
 * @param {string} library
 * @param {string} code
 * @param {readonly string[]} texts
 */
export function exchange(library, code, [sought = '', put = '']) {
  if (!code.includes(sought)) throw new Error(`${library} says no more: ${sought}`);
  return code.replaceAll(sought, put);
}
