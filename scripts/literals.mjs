// @ts-check
// What the page says is in src/words: no English prose in the code that draws it. Found are texts and read names in
// JSX, whatever they say, and elsewhere every string with two words of a sentence in it.
//
//   node scripts/literals.mjs [ROOT]
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';

/** Folders of src/ that speak to people in more than one language. */
const SPEAKS = ['ui', 'app', 'scene', 'paint'];

/** Attributes that are read, by people or by what reads aloud. */
const READ = new Set(['aria-label', 'aria-description', 'aria-valuetext', 'alt', 'placeholder', 'title', 'label']);
/** Attributes and properties that are never read. */
const MUTE = new Set(['className', 'class', 'style', 'd', 'viewBox', 'sandbox', 'allow', 'font']);

/** The same in every language: names, Kubernetes' and netfilter's words, commands, units. */
const TERMS =
  /^(Kubehop|kube-proxy|Cluster IP|Pod IP|Node IP|Services?|Pods?|Nodes?|EXTERNAL-IP pending|YAML|VXLAN|UDP|TCP|F8|Ctrl K|px|scenario\.yaml|tcp:\/\/\S*|(kubectl|curl|nslookup|ping|ip|iptables-save|tcpdump)( .*)?)$/;
const LETTERS = /[A-Za-z]{2}/;
/** Two words of a sentence side by side. */
const PROSE = /(^|[\s“(])[A-Za-z][a-z'’]+,? [a-z]{2,}([\s.,:;!?”)…]|$)/;
/** Style sheets and selectors. */
const CSS = /var\(--|\[role=/;
/**
 * Calls whose arguments are shown: from which one on.
 * @type {Record<string, number>}
 */
const SHOWS = { notify: 0, text: 0, element: 2, say: 0 };

/** @param {string} text */
const isTerm = (text) => CSS.test(text) || TERMS.test(text.replaceAll(/&\w+;|[^\w .:/-]/g, '').trim());

/**
 * The texts in a source file that a catalogue should have.
 * @param {string} file
 * @param {string} text
 * @returns {{ line: number, text: string }[]}
 */
export function literalsOf(file, text) {
  const { program, errors } = parseSync(file, text);
  if (errors.length) throw new Error(`${file}: ${errors[0]?.message}`);
  /** @type {{ line: number, text: string }[]} */
  const found = [];
  /** @param {any} node @param {string} said */
  const report = (node, said) =>
    found.push({ line: text.slice(0, node.start).split('\n').length, text: said.trim().replaceAll(/\s+/g, ' ') });

  /**
   * `read`: what stands here is shown or read as it is, so that a single word counts.
   * @param {any} node
   * @param {boolean} read
   */
  const walk = (node, read) => {
    if (node === null || typeof node !== 'object') return;
    if (Array.isArray(node)) return node.forEach((one) => walk(one, read));
    switch (node.type) {
      case 'JSXText':
        if (LETTERS.test(node.value.replaceAll(/&\w+;/g, '')) && !isTerm(node.value)) report(node, node.value);
        return;
      case 'JSXAttribute': {
        const name = node.name.name?.name ?? node.name.name;
        if (!MUTE.has(name)) walk(node.value, READ.has(name));
        return;
      }
      case 'JSXElement':
      case 'JSXFragment':
        walk(node.openingElement, false);
        for (const child of node.children) walk(child, true);
        return;
      case 'Property':
        if (!MUTE.has(node.key?.name)) walk(node.value, READ.has(node.key?.name ?? node.key?.value));
        return;
      case 'Literal':
        if (typeof node.value === 'string' && (read ? LETTERS : PROSE).test(node.value) && !isTerm(node.value))
          report(node, node.value);
        return;
      case 'TemplateElement':
        if ((read ? LETTERS : PROSE).test(node.value.cooked ?? '') && !isTerm(node.value.cooked))
          report(node, node.value.cooked);
        return;
      // a choice between texts is a text; what is computed from one need not be
      case 'JSXExpressionContainer':
      case 'TemplateLiteral':
        return Object.values(node).forEach((child) => walk(child, read));
      case 'CallExpression': {
        const from = SHOWS[node.callee.property?.name ?? node.callee.name] ?? Infinity;
        walk(node.callee, false);
        node.arguments.forEach((/** @type {any} */ argument, /** @type {number} */ i) => walk(argument, i >= from));
        return;
      }
      // names of the model are compared, not shown
      case 'BinaryExpression':
        if (node.operator !== '+') return;
        walk(node.left, read);
        walk(node.right, read);
        return;
      case 'ConditionalExpression':
        walk(node.test, false);
        walk(node.consequent, read);
        walk(node.alternate, read);
        return;
      case 'LogicalExpression':
        walk(node.left, false);
        walk(node.right, read);
        return;
      // exceptions are for us, types for the compiler
      case 'ThrowStatement':
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
      case 'TSTypeAliasDeclaration':
      case 'TSInterfaceDeclaration':
      case 'TSTypeAnnotation':
        return;
      default:
        for (const child of Object.values(node)) walk(child, false);
    }
  };
  walk(program.body, false);
  return found;
}

/**
 * @param {string} root a folder with a src/ in it
 * @returns {{ files: number, problems: string[] }}
 */
export function check(root) {
  /** @type {string[]} */
  const problems = [];
  let files = 0;
  for (const ring of SPEAKS) {
    const folder = resolve(root, 'src', ring);
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(file) || /\.test\.tsx?$|fixture\.ts$/.test(file)) continue;
      files++;
      const path = `src/${ring}/${file.split(sep).join('/')}`;
      for (const { line, text } of literalsOf(path, readFileSync(join(folder, file), 'utf8')))
        problems.push(`${path}:${line}: belongs into src/words: ${text.slice(0, 80)}`);
    }
  }
  return { files, problems };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = process.argv[2] ?? relative(process.cwd(), fileURLToPath(new URL('..', import.meta.url)));
  const { files, problems } = check(root);
  for (const problem of problems) console.error(problem);
  console.log(`literals: ${files} files, ${problems.length} texts that no catalogue has`);
  if (problems.length || files === 0) process.exit(1);
}
