import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Rule {
  path: string;
  headers: Record<string, string>;
}

/** The rules of a `_headers` file, as Netlify and Cloudflare Pages read it: a path, then its headers, indented. */
function rulesOf(text: string): Rule[] {
  const rules: Rule[] = [];
  for (const line of text.split('\n')) {
    const [, name, value] = /^\s+([\w-]+):\s*(.*)$/.exec(line) ?? [];
    const last = rules.at(-1);
    if (name && value !== undefined && last) last.headers[name.toLowerCase()] = value;
    else if (line.trim() !== '') rules.push({ path: line.trim(), headers: {} });
  }
  return rules;
}

const applies = ({ path }: Rule, to: string): boolean =>
  path.endsWith('*') ? to.startsWith(path.slice(0, -1)) : path === to;

/** The headers for a path of a built site, from the site's own `_headers`; none where it has no such file. */
export function readHeaders(folder: string): (path: string) => Record<string, string> {
  let rules: Rule[] = [];
  try {
    rules = rulesOf(readFileSync(join(folder, '_headers'), 'utf8'));
  } catch {
    // a folder without the file is served without them
  }
  return (path) => Object.assign({}, ...rules.filter((rule) => applies(rule, path)).map(({ headers }) => headers));
}
