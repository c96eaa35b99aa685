import { type ReactNode, useEffect, useState } from 'react';
import type { Form, FormChange, FormField, FormMap, FormPart, FormRows } from '../../model/Form.ts';
import type { Forms } from '../../words/en/forms.ts';
import { loadForms } from '../../words/parts.ts';
import { useApp, useAppState } from '../context.ts';
import { Icon } from '../kit/icons.tsx';
import styles from './FormPane.module.css';
import { editorOf } from './keptEditor.ts';

type Change = (change: FormChange) => void;

/** Milliseconds without a key until the form is read again. */
const PAUSE = 100;

/** The object at the cursor as controls. Each edits the text; nothing is kept here. */
export default function FormPane() {
  const app = useApp();
  const text = useAppState((s) => s.text);
  const cursor = useAppState((s) => s.cursor);
  const language = useAppState((s) => s.language);
  const [words, setWords] = useState<Forms | null>(null);
  const [form, setForm] = useState<Form | null | undefined>(null);

  useEffect(() => {
    let current = true;
    void loadForms(language).then((loaded) => current && setWords(loaded));
    return () => {
      current = false;
    };
  }, [language]);
  const isNew = form === null;
  useEffect(() => {
    let current = true;
    const ask = async (): Promise<void> => {
      const found = await app.assist(text, { kind: 'form', at: cursor });
      if (current) setForm(found?.[0]);
    };
    // somebody types, and looks at it afterwards
    const timer = setTimeout(() => void ask(), isNew ? 0 : PAUSE);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [app, text, cursor, isNew]);

  const begins = words !== null && form !== null;
  // the form takes the room of the lines that it is about
  useEffect(() => {
    const { cursor: at } = app.store.getState();
    if (begins) editorOf(app).reveal({ start: at, end: at }, false);
  }, [app, begins]);

  if (!words || form === null) return null;
  if (!form) return <p className={`dim ${styles.none}`}>{words.none}</p>;
  const change: Change = (made) => {
    void app.assist(text, { kind: 'change', at: cursor, change: made }).then((edits) => {
      if (edits?.length && app.store.getState().text === text) app.applyEdits(edits);
    });
  };
  return (
    <section className={styles.form} aria-label={words.form(form.kind, form.name)}>
      {form.parts.map((part) => (
        <Part key={part.path} part={part} words={words} change={change} />
      ))}
    </section>
  );
}

interface PartProps<P extends FormPart> {
  part: P;
  words: Forms;
  change: Change;
}

function Part({ part, words, change }: PartProps<FormPart>) {
  switch (part.kind) {
    case 'map':
      return <MapPart part={part} words={words} change={change} />;
    case 'rows':
      return <RowsPart part={part} words={words} change={change} />;
    default:
      return (
        <label className={styles.line}>
          <span className={styles.label}>{labelOf(part, words)}</span>
          <Control field={part} words={words} change={change} />
        </label>
      );
  }
}

/** In words, and as the API calls it. */
const labelOf = ({ id, path }: FormPart, words: Forms): ReactNode => (
  <>
    {words.labels[id]} <code className="faint">{path.slice(path.lastIndexOf('.') + 1)}</code>
  </>
);

const valueOf = (field: FormField, written: string): unknown =>
  written === '' ? undefined : field.kind === 'list' ? written.split(/[\s,]+/).filter((one) => one !== '') : written;

function Control({ field, words, change, label }: { field: FormField; words: Forms; change: Change; label?: string }) {
  const { kind, id, path, value, choices = [], suggestions, fallback } = field;
  const set = (next: unknown): void => change({ kind: 'set', path, ...(next !== undefined && { value: next }) });
  const name = label === undefined ? {} : { 'aria-label': label };
  if (kind === 'switch')
    return (
      <input
        type="checkbox"
        {...name}
        checked={value === true}
        onChange={(event) => set(event.target.checked ? true : undefined)}
      />
    );
  if (kind === 'choice')
    return (
      <select {...name} value={String(value || fallback)} onChange={(event) => set(event.target.value)}>
        {choices.map((choice) => {
          const told = words.choices[`${id}.${choice}`];
          return (
            <option key={choice} value={choice}>
              {told ? `${choice} · ${told}` : choice}
            </option>
          );
        })}
      </select>
    );
  return (
    <Written
      {...name}
      value={String(value)}
      placeholder={fallback}
      numeric={kind === 'number'}
      suggestions={suggestions}
      commit={(next) => set(valueOf(field, next))}
    />
  );
}

interface WrittenProps {
  value: string;
  placeholder?: string | undefined;
  numeric?: boolean;
  suggestions?: readonly string[] | undefined;
  'aria-label'?: string;
  commit(value: string): void;
}

/** A field that is taken over when it is left, or with Enter; Escape takes back what was typed. */
function Written({ value, placeholder, numeric = false, suggestions, commit, ...name }: WrittenProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const list = suggestions?.length ? `form-${suggestions.join('-').replace(/[^\w-]/g, '_')}` : undefined;
  const leave = (): void => {
    if (typed !== null && typed.trim() !== value) commit(typed.trim());
    setTyped(null);
  };
  return (
    <>
      <input
        type="text"
        {...name}
        {...(numeric && { inputMode: 'numeric' as const })}
        {...(placeholder !== undefined && { placeholder })}
        {...(list && { list })}
        value={typed ?? value}
        autoCapitalize="off"
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={leave}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') leave();
          else if (event.key === 'Escape' && typed !== null) {
            event.stopPropagation();
            setTyped(null);
          }
        }}
      />
      {list && (
        <datalist id={list}>
          {suggestions?.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </datalist>
      )}
    </>
  );
}

function Group({ part, words, children }: { part: FormMap | FormRows; words: Forms; children: ReactNode }) {
  return (
    <fieldset className={styles.group}>
      <legend>
        <span className={styles.label}>{labelOf(part, words)}</span>
      </legend>
      {children}
    </fieldset>
  );
}

function Remove({ name, words, act }: { name: string; words: Forms; act(): void }) {
  return (
    <button type="button" className={`plain ${styles.remove}`} aria-label={words.remove(name)} onClick={act}>
      <Icon name="X" size={12} />
    </button>
  );
}

function MapPart({ part, words, change }: PartProps<FormMap>) {
  const { path, entries, suggestions } = part;
  const field = (key: string): string => (/^[A-Za-z_]\w*$/.test(key) ? `${path}.${key}` : `${path}[${key}]`);
  const set = (key: string, value?: string): void =>
    change({ kind: 'set', path: field(key), ...(value !== undefined && { value }) });
  return (
    <Group part={part} words={words}>
      {entries.map(([key, value]) => (
        <div key={key} className={styles.row}>
          <Written
            aria-label={words.key}
            value={key}
            commit={(to) => (to === '' ? set(key) : change({ kind: 'rename', path, from: key, to }))}
          />
          <span aria-hidden="true">=</span>
          <Written aria-label={words.value} value={value} commit={(to) => set(key, to)} />
          <Remove name={`${key}=${value}`} words={words} act={() => set(key)} />
        </div>
      ))}
      <Written
        aria-label={words.add(words.labels[part.id] ?? '')}
        value=""
        placeholder={words.example}
        suggestions={suggestions.filter((one) => !entries.some(([key]) => one.startsWith(`${key}=`)))}
        commit={(typed) => {
          const [key = '', value] = typed.split('=');
          if (key !== '' && value !== undefined) set(key.trim(), value.trim());
        }}
      />
    </Group>
  );
}

function RowsPart({ part, words, change }: PartProps<FormRows>) {
  const { path, rows, fresh } = part;
  const name = words.labels[part.id] ?? '';
  return (
    <Group part={part} words={words}>
      {rows.map((row, index) => (
        // its place is what a row is known by
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className={styles.cells}>
          {row.map((field) => (
            <label key={field.path} className={styles.cell}>
              <span>{words.labels[field.id]}</span>
              <Control field={field} words={words} change={change} />
            </label>
          ))}
          <Remove name={`${name} ${index + 1}`} words={words} act={() => change({ kind: 'remove', path, index })} />
        </div>
      ))}
      <button type="button" className={styles.add} onClick={() => change({ kind: 'append', path, value: fresh })}>
        {words.add(name)}
      </button>
    </Group>
  );
}
