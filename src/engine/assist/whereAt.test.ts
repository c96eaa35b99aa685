import { describe, expect, it } from 'vitest';
import { whereAt } from './whereAt.ts';

/** Where the `|` stands: `key` or `value`, its path, what is written there and what stands beside it. */
function at(marked: string): string | undefined {
  const offset = marked.indexOf('|');
  const where = whereAt(marked.replace('|', ''), offset);
  if (!where) return undefined;
  const { part, path, written, siblings, kind } = where;
  return `${kind} ${part} ${path.join('.')} [${written}] ${siblings.join(' ')}`.trim();
}

const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n';

describe('whereAt', () => {
  it('knows keys, values and what is half typed', () => {
    expect(at('ki|')).toBe('key  [ki]');
    expect(at('kind: Ser|vice\n')).toBe('Service value kind [Service]');
    expect(at(`${SERVICE}  ty|`)).toBe('Service key spec [ty]');
    expect(at(`${SERVICE}  type: |`)).toBe('Service value spec.type []');
    expect(at(`${SERVICE}  type: Node|Port\n  selector:\n    app: web\n`)).toBe('Service value spec.type [NodePort]');
    expect(at(`${SERVICE}  type: ClusterIP\n  |\n  selector: {}\n`)).toBe('Service key spec [] type selector');
    expect(at(`${SERVICE}  |`)).toBe('Service key spec []');
    expect(at(`${SERVICE}|`)).toBe('Service key  [] apiVersion kind metadata spec');
    expect(at(`${SERVICE}  selector:\n    ap|: web`)).toBe('Service key spec.selector [ap]');
  });

  it('goes through lists, whose dashes may stand below their key', () => {
    for (const indent of ['  ', '    ']) {
      const ports = `${SERVICE}  ports:\n${indent}- port: 80\n${indent}- name: a\n`;
      expect(at(`${ports}${indent}  |`)).toBe('Service key spec.ports.1 [] name');
      expect(at(`${ports}${indent}  targetPort: |`)).toBe('Service value spec.ports.1.targetPort []');
      expect(at(`${ports}${indent}- |`)).toBe('Service key spec.ports.2 []');
      expect(at(`${ports}${indent}- po|`)).toBe('Service key spec.ports.2 [po]');
    }
    expect(at(`${SERVICE}  ports:\n  - port: 80\n  |`)).toBe('Service key spec [] ports');
    expect(at(`${SERVICE}  ports:\n    |`)).toBe('Service key spec.ports []');
    expect(at(`${SERVICE}  externalIPs:\n  - 1.2|\n`)).toBe('Service key spec.externalIPs.0 [1.2]');
  });

  it('goes through braces and brackets, and JSON', () => {
    expect(at(`${SERVICE}  selector: {app: we|b, tier: a}`)).toBe('Service value spec.selector.app [web]');
    expect(at(`${SERVICE}  selector: {app: web, ti|}`)).toBe('Service key spec.selector [ti] app');
    expect(at(`${SERVICE}  selector: {app: web, |}`)).toBe('Service key spec.selector [] app');
    expect(at(`${SERVICE}  selector: {app: |}`)).toBe('Service value spec.selector.app []');
    expect(at(`${SERVICE}  selector: {|}`)).toBe('Service key spec.selector []');
    expect(at(`${SERVICE}  ports: [{port: 80}, {port: 81, targetPort: |`)).toBe(
      'Service value spec.ports.1.targetPort []',
    );
    expect(at(`${SERVICE}  selector: {app: |\n`)).toBe('Service value spec.selector.app []');
    expect(at('{"kind": "Service",\n "spec": {"type": "|NodePort"}}')).toBe('Service value spec.type [NodePort]');
  });

  it('reads the objects of a List, and one document of several', () => {
    const list = 'kind: List\nitems:\n- kind: Service\n  spec:\n    ty|\n- kind: Pod\n';
    expect(at(list)).toBe('Service key items.0.spec [ty]');
    expect(at(`${SERVICE}  type: ClusterIP\n---\nkind: Pod\nspec:\n  host|\n---\nkind: Node\n`)).toBe(
      'Pod key spec [host]',
    );
    expect(at(`${SERVICE}---\n|`)).toBe('key  []');
  });

  it('has nothing to say in comments and block texts', () => {
    expect(at(`${SERVICE}  # a comm|ent`)).toBeUndefined();
    expect(at(`${SERVICE}  type: ClusterIP # wh|y`)).toBeUndefined();
    const block = 'kind: ConfigMap\ndata:\n  a: >\n    some text\n';
    expect(whereAt(block, block.indexOf('text'))).toBeUndefined();
  });

  it('never throws, whatever is typed', () => {
    const text = `${SERVICE}  ports: [{port: 80}, ]\n  - x: {a: 'b\n\t\n  - - c\n}]: "\n#\n---\n`;
    for (let i = 0; i <= text.length; i++) {
      expect(() => whereAt(text.slice(0, i), i)).not.toThrow();
      expect(() => whereAt(text, i)).not.toThrow();
    }
  });
});
