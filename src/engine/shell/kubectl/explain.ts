import { TYPES } from './explain.generated.ts';
import { type Flag, flag, type ParsedArgs } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { resourceNamed } from './resources.ts';
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
  { name: 'recursive', type: 'bool' },
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
  const [resource = '', ...path] = word.split('.');
  const info = resourceNamed(resource);
  let type = TYPES[info.kind];
  if (!type) throw KubectlError.plain(`kubehop knows no description of ${info.kind}`);
  let found: ExplainedField | undefined;
  for (const name of path) {
    const fields: Record<string, ExplainedField> = type?.fields ?? {};
    found = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!found) throw KubectlError.plain(`field "${name}" does not exist`);
    type = found.of === undefined ? undefined : TYPES[found.of];
  }
  session.stdout += head(info.kind, info.group, info.version);
  const name = path.at(-1);
  if (found && name !== undefined) {
    const values = found.values ? `ENUM:\n${found.values.map((v) => `    ${v}`).join('\n')}` : '';
    session.stdout += `FIELD: ${name} <${found.type}>${found.required ? ' -required-' : ''}\n${values}\n\n`;
  }
  const text = [found?.description, type?.description].filter(Boolean).map((t) => `${t}\n`);
  session.stdout += `DESCRIPTION:\n${paragraph(text.join(''))}\n`;
  const fields = Object.entries(type?.fields ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  session.stdout += fields.length > 0 ? `FIELDS:\n${fields.map(fieldText).join('')}\n` : '\n';
}

const head = (kind: string, group: string, version: string): string =>
  `${group === '' ? '' : `GROUP:      ${group}\n`}KIND:       ${kind}\nVERSION:    ${version}\n\n`;

function fieldText([name, { type, description, required, values }]: [string, ExplainedField]): string {
  const choices = values ? `  enum: ${values.join(', ')}\n` : '';
  return `  ${name}\t<${type}>${required ? ' -required-' : ''}\n${choices}${paragraph(description || '<no description>')}\n\n`;
}
