import type { FieldText } from '../../model/Assist.ts';
import type { Fields } from '../../words/en/fields.ts';

const made = (tag: string, className: string, text: string): HTMLElement => {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
};

/** What a field does to packets in the page's language, and what Kubernetes says of it in English. */
export function fieldNote(
  fields: Fields,
  { path, type, required, info, field, values = [] }: Partial<FieldText> & Pick<FieldText, 'info' | 'field'>,
): HTMLElement {
  const note = document.createElement('div');
  note.className = 'cm-field';
  if (path !== undefined) {
    const head = made('p', 'cm-field-head', '');
    head.append(made('code', '', path), ' ', made('span', 'cm-field-type', type ?? ''));
    if (required) head.append(' ', made('span', 'cm-field-type', fields.required));
    note.append(head);
  }
  const does: string | undefined = (fields.does as Record<string, string>)[field];
  if (does !== undefined) {
    const told = made('p', 'cm-field-does', '');
    told.append(made('strong', '', fields.inPath), made('span', '', does));
    note.append(told);
  }
  if (values.length > 0) note.append(made('p', 'cm-field-values', `${fields.values}: ${values.join(', ')}`));
  if (info !== '') {
    const [paragraph = ''] = info.split('\n\n');
    const text = made('p', 'cm-field-info', paragraph);
    text.lang = 'en';
    note.append(text);
  }
  return note;
}
