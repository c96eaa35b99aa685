import type { TestPoint } from './assertCommand.ts';

/** A name of a test must not end it, nor begin a directive (TAP 14, "Escaping"). */
const tapName = (name: string): string => name.replace(/[\\#]/g, '\\$&').replace(/\s+/g, ' ');

/** TAP 14: a line for each, and what was wrong as a block of YAML below it. */
export function tap(points: readonly TestPoint[]): string {
  const lines = points.map(({ file, name, wrong }, i) => {
    const head = `${wrong.length > 0 ? 'not ok' : 'ok'} ${i + 1} - ${tapName(`${file}: ${name}`)}\n`;
    if (wrong.length === 0) return head;
    return `${head}  ---\n  wrong:\n${wrong.map((text) => `  - ${JSON.stringify(text)}\n`).join('')}  ...\n`;
  });
  return `TAP version 14\n1..${points.length}\n${lines.join('')}`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Characters that XML 1.0 does not have, however they are written, become a mark. */
const xml = (text: string): string =>
  // oxlint-disable-next-line no-control-regex
  text
    .replace(/[&<>"]/g, (c) => ENTITIES[c] ?? c)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');

/** JUnit's XML, as build servers read it: a suite for each file. */
export function junit(points: readonly TestPoint[]): string {
  const failed = (some: readonly TestPoint[]): number => some.filter(({ wrong }) => wrong.length > 0).length;
  const suites = [...new Set(points.map(({ file }) => file))].map((file) => {
    const own = points.filter((point) => point.file === file);
    const cases = own.map(({ name, wrong }) => {
      const head = `    <testcase classname="${xml(file)}" name="${xml(name)}"`;
      if (wrong.length === 0) return `${head}/>\n`;
      return `${head}>\n      <failure message="${xml(wrong[0] ?? '')}">${xml(wrong.join('\n'))}</failure>\n    </testcase>\n`;
    });
    return `  <testsuite name="${xml(file)}" tests="${own.length}" failures="${failed(own)}">\n${cases.join('')}  </testsuite>\n`;
  });
  const head = `<testsuites name="kubehop" tests="${points.length}" failures="${failed(points)}">\n`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${head}${suites.join('')}</testsuites>\n`;
}
