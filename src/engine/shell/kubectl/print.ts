import type { KubeObject } from '../../../model/KubeObject.ts';
import { type KindInfo } from '../../admit/kinds.ts';
import { toJson } from '../../goJson.ts';
import { toYaml } from '../goYaml.ts';
import { inStructOrder } from '../../admit/structOrder.ts';
import { toKyaml } from './kyaml.ts';
import { alignColumns } from '../table.ts';
import { flag, type ParsedArgs, valueOf } from './flags.ts';
import { printed } from '../../admit/unstructured.ts';
import { quote } from '../../parse/goQuote.ts';
import { goSyntax } from '../../parse/goSyntax.ts';
import { runGoTemplate, TemplateFailure } from './goTemplate.ts';
import {
  BadTemplate,
  checkPath,
  checkSyntax,
  evaluateAsJson,
  evaluateTemplate,
  EvaluationError,
  valuesAt,
} from './jsonPath.ts';
import { KubectlError } from './KubectlError.ts';
import { objectName } from './Printout.ts';
import type { Session } from './Session.ts';
import { sprint } from './templateFunctions.ts';

/** A printer of whole objects; `data` is what -o yaml and the like see: an object or a List of them. */
export type Printer = (data: unknown, objects: readonly { info: KindInfo; object: KubeObject }[]) => string;

const ALLOWED =
  'go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,yaml';
const ALLOWED_GET =
  'custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,' +
  'kyaml,name,template,templatefile,wide,yaml';

/** The printer of objects that kubectl has as Go's types: JSON has their fields' order. */
export const typedPrinterOf = (session: Files, args: ParsedArgs): Printer | undefined =>
  valueOf(args, flag.output) === 'json'
    ? (data) => `${toJson(inStructOrder(data), 4, true, true)}\n`
    : printerOf(session, args);

/** Where templates are that have a file of their own. */
type Files = Pick<Session, 'context'>;

/** The printer that `-o` asks for; undefined for the command's own words (or, in `get`, its table). */
export function printerOf(session: Files, args: ParsedArgs, forGet = false): Printer | undefined {
  const asked = valueOf(args, flag.output);
  // A template alone is one in Go's language.
  const output = asked || (args.flags.has(flag.template.name) ? 'go-template' : asked);
  if (output === undefined || output === '') return undefined;
  if (forGet && output === 'wide') return undefined;
  const equals = output.indexOf('=');
  // a template may stand behind the format; the others take nothing
  const given = equals < 0 || /^(json|kyaml|name|yaml)=/i.test(output) ? output : output.slice(0, equals);
  // of the formats without a template, capitals do not count
  const format = /^(json|kyaml|name|yaml)$/i.test(given) ? given.toLowerCase() : given;
  const template = equals < 0 ? valueOf(args, flag.template) : output.slice(equals + 1);
  switch (format) {
    case 'yaml':
      return yamlPrinter();
    case 'kyaml':
      return (data) => toKyaml(data);
    case 'json':
      return (data) => `${toJson(data, 4)}\n`;
    case 'name':
      return (_, objects) => objects.map(({ info, object }) => `${objectName(info, object.metadata.name)}\n`).join('');
    case 'jsonpath':
    case 'jsonpath-file':
    case 'jsonpath-as-json':
    case 'go-template':
    case 'go-template-file':
    case 'template':
    case 'templatefile':
      if (!template) throw KubectlError.plain('template format specified but no template given');
      return templatePrinter(
        format,
        format.endsWith('file') ? contentOf(session, template, '--template') : template,
        valueOf(args, { name: 'allow-missing-template-keys' }) !== 'false',
      );
    case 'custom-columns':
    case 'custom-columns-file':
      if (!forGet) break;
      if (!template) throw KubectlError.plain('custom-columns format specified but no custom columns given');
      return format === 'custom-columns'
        ? columnsPrinter(columnsOf(template), args.flags.has('no-headers'))
        : columnsPrinter(columnsOfFile(contentOf(session, template, 'template')), false);
    default:
  }
  throw KubectlError.plain(
    `unable to match a printer suitable for the output format "${output}", allowed formats are: ${forGet ? ALLOWED_GET : ALLOWED}`,
  );
}

/** The text of a file that a format names. */
function contentOf({ context }: Files, name: string, what: string): string {
  const text = context.files.get(name.replace(/^\.\//, ''));
  if (text === undefined)
    throw KubectlError.plain(`error reading ${what} ${name}, open ${name}: no such file or directory`);
  return text;
}

function templatePrinter(format: string, template: string, allowMissing: boolean): Printer {
  const evaluate = format === 'jsonpath-as-json' ? evaluateAsJson : evaluateTemplate;
  return format.startsWith('jsonpath')
    ? (data) => withJsonPath(template, data, () => evaluate(template, data, allowMissing))
    : (data) => withGoTemplate(template, data, allowMissing);
}

const NOTED = '. Printing more information for debugging the template:\n';

/** cli-runtime: printers/jsonpath.go. What fails is told with the object that it failed on. */
function withJsonPath(template: string, data: unknown, evaluate: () => string): string {
  try {
    return evaluate();
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    const told =
      `Error executing template: ${error.why}${NOTED}` +
      `\ttemplate was:\n\t\t${template}\n\tobject given to jsonpath engine was:\n\t\t${goSyntax(data, 'string')}\n\n`;
    throw new KubectlError([], 1, `error: error executing jsonpath ${quote(template)}: ${told}\n`);
  }
}

/** cli-runtime: printers/template.go, which tells the same on stdout. */
function withGoTemplate(template: string, data: unknown, allowMissing: boolean): string {
  try {
    return runGoTemplate(template, data, allowMissing);
  } catch (error) {
    if (!(error instanceof TemplateFailure)) throw error;
    const failed = new KubectlError([
      { kind: 'plain', message: `error executing template ${quote(template)}: ${error.message}` },
    ]);
    failed.printed =
      error.printed +
      `Error executing template: ${error.message}${NOTED}\ttemplate was:\n\t\t${template}\n` +
      `\traw data was:\n\t\t${toJson(data)}\n\tobject given to template engine was:\n\t\t${printed(data)}\n\n`;
    throw failed;
  }
}

/** Documents one after the other, with marks between them. */
function yamlPrinter(): Printer {
  let printed = 0;
  return (data) => (printed++ > 0 ? '---\n' : '') + toYaml(data);
}

interface Column {
  header: string;
  path: string;
}

/** `-o custom-columns=NAME:.metadata.name,…` */
const columnsOf = (spec: string): Column[] =>
  spec.split(',').map((part) => {
    const colon = part.indexOf(':');
    if (colon < 0)
      throw KubectlError.plain(`unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>`);
    return { header: part.slice(0, colon), path: part.slice(colon + 1) };
  });

/** `-o custom-columns-file`: a line of headers, and one of paths (cmd/get/customcolumn.go). */
function columnsOfFile(text: string): Column[] {
  const lines = text.replace(/\n$/, '').split('\n');
  const words = (at: number, what: string): string[] => {
    const line = text === '' ? undefined : lines[at];
    if (line === undefined)
      throw KubectlError.plain(
        `invalid template, missing ${what} line. Expected format is one line of space separated headers, one line of ` +
          'space separated column specs.',
      );
    return line.split(/\s+/).filter(Boolean);
  };
  const [headers, paths] = [words(0, 'header'), words(1, 'spec')];
  if (headers.length !== paths.length)
    throw KubectlError.plain(
      `number of headers (${headers.length}) and field specifications (${paths.length}) don't match`,
    );
  return headers.map((header, i) => ({ header, path: paths[i] ?? '' }));
}

/** Columns are aligned like a table's; a path that is empty finds nothing. */
function columnsPrinter(columns: readonly Column[], noHeaders: boolean): Printer {
  for (const { path } of columns) checkPath(path);
  return (_, objects) => {
    const rows = noHeaders ? [] : [columns.map((column) => column.header)];
    try {
      for (const { path } of columns) checkSyntax(path);
      for (const { object } of objects)
        rows.push(
          columns.map(({ path }) => (path === '' ? [] : valuesAt(path, object)).map(sprint).join(',') || '<none>'),
        );
    } catch (error) {
      if (!(error instanceof BadTemplate || error instanceof EvaluationError)) throw error;
      // what has been written before stands (customcolumn.go, PrintObj)
      const failed = KubectlError.plain(error.why);
      failed.printed = alignColumns(rows, 3, 6);
      throw failed;
    }
    return alignColumns(rows, 3, 6);
  };
}

/** The List that kubectl makes of several objects. */
export const listOf = (items: readonly unknown[]): unknown => ({
  apiVersion: 'v1',
  items,
  kind: 'List',
  metadata: { resourceVersion: '' },
});
