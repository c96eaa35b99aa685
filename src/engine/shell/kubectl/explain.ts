import { TYPES } from './explain.generated.ts';
import { type Flag, flag, isSet, type ParsedArgs, valueOf } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { findKind, type KindInfo } from '../../admit/kinds.ts';
import { resourceNamed } from './resources.ts';
import { serverResources } from './serverResources.ts';
import type { Session } from './Session.ts';
import { wordWrap } from './wordWrap.ts';

export interface ExplainedField {
  /** `string`, `[]ServicePort`, `map[string]string`. */
  type: string;
  description: string;
  /** The type of an object, or of a list's items. */
  of?: string;
  values?: string[];
  required?: boolean;
}

export interface ExplainedType {
  description: string;
  fields: Record<string, ExplainedField>;
}

export const explainFlags: Flag[] = [
  flag.output,
  { name: 'api-version', type: 'string' },
  { name: 'recursive', short: 'R', type: 'bool' },
];

const WIDTH = 76;

const paragraph = (text: string): string => wordWrap(text, WIDTH).replace(/^/gm, '    ');

/** `kubectl explain service.spec.type`: of the kinds that the text is known of. */
export function explain(session: Session, args: ParsedArgs): void {
  const [word] = args.words;
  if (word === undefined)
    throw KubectlError.plain(
      'You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.',
    );
  if (args.words.length > 1) throw KubectlError.plain('We accept only this format: explain RESOURCE');
  if (/^\.|\.\.|\[[\d*]*\]/.test(word))
    throw KubectlError.plain('invalid jsonpath syntax, first node must be field node');
  const format = valueOf(args, flag.output);
  if (format !== undefined && !format.startsWith('plaintext'))
    throw KubectlError.plain(`unrecognized format: ${format}`);
  const [resource = '', ...names] = word.split('.').filter(Boolean);
  const named = known(resource);
  // the plural may have its group behind it (explain.go, SplitAndParseResourceRequestWithMatchingPrefix)
  const whole = `${named.plural}.${named.group}`;
  const path = word.startsWith(whole) ? word.slice(whole.length).split('.').filter(Boolean) : names;
  const version = valueOf(args, { name: 'api-version' });
  const info = version === undefined ? named : findKind(version, named.kind);
  if (!info) {
    const sought = `${version?.includes('/') ? '' : '/'}${version}, Resource=${named.plural}`;
    const isServed = serverResources().some(({ apiVersion }) => apiVersion === version);
    throw KubectlError.plain(
      isServed ? `GVR (${sought}) not found in OpenAPI schema` : `couldn't find resource for "${sought}"`,
    );
  }
  // of two versions of a kind the older one has its group before its name
  let type = TYPES[`${info.group}.${info.version}.${info.kind}`] ?? TYPES[info.kind];
  if (!type) throw KubectlError.plain(`kubehop knows no description of ${info.kind}`);
  let found: ExplainedField | undefined;
  for (const name of path) {
    const fields: Record<string, ExplainedField> = type?.fields ?? {};
    found = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!found) {
      session.stdout += head(info.kind, info.group, info.version);
      throw KubectlError.plain(`field "${path.at(-1)}" does not exist`);
    }
    type = found.of === undefined ? undefined : TYPES[found.of];
  }
  session.stdout += head(info.kind, info.group, info.version);
  const name = path.at(-1);
  if (found && name !== undefined) {
    const values = found.values ? `ENUM:\n${found.values.map((v) => `    ${choice(v)}`).join('\n')}` : '';
    session.stdout += `FIELD: ${name} <${found.type}>\n${values}\n\n`;
  }
  const text = [found?.description, type?.description].filter(Boolean).map((t) => `${t}\n`);
  session.stdout += `DESCRIPTION:\n${paragraph(text.join(''))}\n`;
  const fields = Object.entries(type?.fields ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  const shown = isSet(args, { name: 'recursive' }) ? namesBelow(type) : fields.map(fieldText).join('');
  session.stdout += fields.length > 0 ? `FIELDS:\n${shown}\n` : '\n';
}

/** The kind that is named; `explain` prints what the server says of an unknown one without `error:` before it. */
function known(resource: string): KindInfo {
  try {
    return resourceNamed(resource);
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    throw new KubectlError(error.problems, 1, error.message.replace(/^error: /, ''));
  }
}

const head = (kind: string, group: string, version: string): string =>
  `${group === '' ? '' : `GROUP:      ${group}\n`}KIND:       ${kind}\nVERSION:    ${version}\n\n`;

/** A field's line, and that of the first few values it may have. */
function line(name: string, { type, required, values }: ExplainedField, level: number): string {
  const indent = '  '.repeat(level);
  const some = values?.slice(0, 4).map(choice).join(', ');
  const choices = values ? `${indent}enum: ${some}${values.length > 4 ? ', ....' : ''}\n` : '';
  return `${indent}${name}\t<${type}>${required ? ' -required-' : ''}\n${choices}`;
}

const choice = (value: string): string => value || '""';

const fieldText = ([name, field]: [string, ExplainedField]): string =>
  `${line(name, field, 1)}${paragraph(field.description || '<no description>')}\n\n`;

/** `--recursive`: the names of all fields, each type's below the field that has it; a type within itself is not told again. */
const namesBelow = (type: ExplainedType | undefined, above: readonly string[] = []): string =>
  Object.entries(type?.fields ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => {
      const own = line(name, field, above.length + 1);
      return field.of === undefined || above.includes(field.of)
        ? own
        : own + namesBelow(TYPES[field.of], [...above, field.of]);
    })
    .join('');
