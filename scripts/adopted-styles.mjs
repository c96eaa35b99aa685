// @ts-check
// The content security policy allows no inline styles. CodeMirror's go through style-mod, which writes a <style> element
// in a document and adopts a sheet only below a shadow root. A sheet that is adopted is no inline style, and documents
// can adopt sheets, too.
const FOR_DOCUMENTS = '!root.head && root.adoptedStyleSheets';

/** @returns {import('vite').Plugin} */
export function adoptedStyles() {
  return {
    name: 'kubehop:adopted-styles',
    apply: 'build',
    transform(code, id) {
      if (!id.replaceAll('\\', '/').endsWith('/style-mod/src/style-mod.js')) return null;
      if (!code.includes(FOR_DOCUMENTS)) throw new Error(`style-mod asks no more for ${FOR_DOCUMENTS}`);
      return code.replace(FOR_DOCUMENTS, 'root.adoptedStyleSheets');
    },
  };
}
