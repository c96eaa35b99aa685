import type { ObjectMeta } from '../../../../model/KubeObject.ts';
import { alignTabs } from '../../tabWriter.ts';
import { LAST_APPLIED } from '../../../cluster/lastApplied.ts';

/** Longer annotations get lines of their own (describe.go, maxAnnotationLen). */
const LONG = 140;

type Labels = Record<string, string> | undefined;

const sorted = (map: Labels): [string, string][] => Object.entries(map ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));

/** What `kubectl describe` writes of one object: lines of cells, whose columns are aligned at the end. */
export class Description {
  #aligned = '';
  #text = '';

  /** Events belong to it. */
  readonly withEvents: boolean;

  constructor(withEvents: boolean) {
    this.withEvents = withEvents;
  }

  /** Cells of a line, the first one indented by two blanks a level. */
  line(level: number, ...cells: readonly (string | number | boolean)[]): void {
    this.#text += `${'  '.repeat(level)}${cells.join('\t')}\n`;
  }

  /** Columns begin anew (PrefixWriter.Flush). */
  flush(): void {
    this.#aligned += alignTabs(this.#text, 2);
    this.#text = '';
  }

  /** A title with as many lines beside it as there are values. */
  list(title: string, values: readonly string[], level = 0): void {
    const indent = '  '.repeat(level);
    if (values.length === 0) this.line(level, title, '<none>');
    values.forEach((value, i) => {
      this.#text += `${indent}${i === 0 ? title : ''}\t${value}\n`;
    });
  }

  labels(labels: Labels, title = 'Labels:', level = 0): void {
    const values = sorted(labels).map(([key, value]) => `${key}=${value}`);
    this.list(title, values, level);
  }

  annotations(annotations: Labels, title = 'Annotations:'): void {
    const values = sorted(annotations)
      .filter(([key]) => key !== LAST_APPLIED)
      .flatMap(([key, given]) => {
        const value = given.replace(/\n$/, '');
        if (value.length + key.length + 2 <= LONG && !value.includes('\n')) return [`${key}: ${value}`];
        const cut = (line: string): string => (line.length > LONG - 2 ? `${line.slice(0, LONG - 2)}...` : line);
        return [`${key}:`, ...value.split('\n').map((line) => `  ${cut(line)}`)];
      });
    this.list(title, values);
  }

  /** Name, Namespace, Labels and Annotations: how most descriptions begin. */
  head({ name, namespace, labels, annotations }: ObjectMeta): void {
    this.line(0, 'Name:', name);
    if (namespace !== undefined) this.line(0, 'Namespace:', namespace);
    this.labels(labels);
    this.annotations(annotations);
  }

  toString(): string {
    return this.#aligned + alignTabs(this.#text, 2);
  }
}
