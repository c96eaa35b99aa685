import { describe, expect, it } from 'vitest';
import type { FormChange, FormPart } from '../../model/Form.ts';
import { withEdits } from '../../model/withEdits.ts';
import { parseText } from '../parse/parse.ts';
import { formAt, formEdits } from './formAt.ts';

const text = `# the shop
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector:
    app: web # who
  ports:
  # the door
  - port: 80
    targetPort: http
  - {port: 443, targetPort: 8443} # and the other
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: web
        image: tomcat
        ports: [{name: http, containerPort: 8080}]
`;
const changed = (change: FormChange, at = 0): string => withEdits(text, formEdits(text, at, change));

describe('formAt', () => {
  it('has the fields of a Service as they are written, with what exists', () => {
    const form = formAt(text, 5);
    expect(form).toMatchObject({ kind: 'Service', name: 'web' });
    expect(form?.parts).toMatchObject([
      { id: 'type', kind: 'choice', value: '', fallback: 'ClusterIP' },
      { id: 'selector', entries: [['app', 'web']], suggestions: ['app=web'] },
      {
        id: 'ports',
        rows: [[{}, { id: 'port', value: '80' }, { value: 'http', suggestions: ['http', '8080'] }, {}], {}],
      },
      { id: 'internalTrafficPolicy' },
      { id: 'sessionAffinity' },
      { id: 'publishNotReady', value: false },
    ]);
  });

  it('has those of a workload, and none of other kinds', () => {
    const ids = formAt(text, text.length)?.parts.map(({ id }) => id);
    expect(ids).toEqual(['replicas', 'podLabels', 'image', 'containerPorts', 'readinessTcp']);
    expect(formAt('kind: Namespace\nmetadata: {name: a}\n', 0)).toBeUndefined();
    expect(formAt('kind: Service\nspec: [', 0)).toBeUndefined();
  });
});

describe('formEdits', () => {
  it('sets and takes away fields, and nothing else changes', () => {
    expect(changed({ kind: 'set', path: 'spec.type', value: 'NodePort' })).toBe(
      text.replace('spec:\n', 'spec:\n  type: NodePort\n'),
    );
    expect(changed({ kind: 'set', path: 'spec.ports[0].targetPort', value: '9090' })).toBe(
      text.replace('targetPort: http', 'targetPort: 9090'),
    );
    expect(changed({ kind: 'set', path: 'spec.selector.app', value: '1' })).toBe(
      text.replace('app: web #', 'app: "1" #'),
    );
    expect(changed({ kind: 'set', path: 'spec.replicas', value: '3' }, text.length)).toContain(
      '  replicas: 3\n  selector',
    );
    expect(changed({ kind: 'set', path: 'spec.ports[0].targetPort' })).toBe(text.replace('    targetPort: http\n', ''));
  });

  it('takes away what another type of Service forbids, which the form would no longer show', () => {
    const open = `# shop
kind: Service
metadata: {name: web}
spec:
  type: NodePort # for now
  externalTrafficPolicy: Local
  ports:
  - {port: 80, nodePort: 30080} # door
  - port: 81
    nodePort: 30081
`;
    const edits = formEdits(`---\n${open}`, 6, { kind: 'set', path: 'spec.type', value: 'ClusterIP' });
    expect(withEdits(`---\n${open}`, edits)).toBe(`---\n# shop
kind: Service
metadata: {name: web}
spec:
  type: ClusterIP # for now
  ports:
  - {port: 80} # door
  - port: 81
`);
  });

  it('renames a label', () => {
    expect(changed({ kind: 'rename', path: 'spec.selector', from: 'app', to: 'name' })).toBe(
      text.replace('    app: web #', '    name: web #'),
    );
  });

  it('adds and removes items of lists, as they are written', () => {
    expect(changed({ kind: 'append', path: 'spec.ports', value: { port: 8080 } })).toBe(
      text.replace('# and the other\n', '# and the other\n  - port: 8080\n'),
    );
    expect(changed({ kind: 'remove', path: 'spec.ports', index: 1 })).toBe(
      text.replace('  - {port: 443, targetPort: 8443} # and the other\n', ''),
    );
    expect(changed({ kind: 'remove', path: 'spec.ports', index: 0 })).toBe(
      text.replace('  - port: 80\n    targetPort: http\n', ''),
    );
    const path = 'spec.template.spec.containers[0].ports';
    expect(changed({ kind: 'append', path, value: { containerPort: 9090 } }, text.length)).toContain(
      '[{name: http, containerPort: 8080}, {containerPort: 9090}]',
    );
    expect(changed({ kind: 'remove', path, index: 0 }, text.length)).toContain('ports: []');
    expect(changed({ kind: 'append', path: 'spec.externalIPs', value: {} })).toContain('externalIPs');
  });
});

// what people write to repeat themselves less
const shared = `# names
apiVersion: v1
kind: Service
metadata:
  name: web # short
  labels: &labels
    app: web
    tier: front # of two
spec:
  type: NodePort
  selector: *labels
  sessionAffinity: ClientIP
  # the doors
  ports:
  - &http
    name: http # plain
    port: 80
    targetPort: 8080
  - <<: *http
    name: https
    port: 443
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: &own {app: web}}
spec:
  replicas: 2 # for now
  selector: {matchLabels: *own}
  template:
    metadata: {labels: *own}
    spec:
      containers:
      - name: web
        image: &image "tomcat" # the latest
        readinessProbe: {httpGet: {path: /, port: 8080}}
        ports:
        - containerPort: 8080
      - {name: side, image: *image}
`;

/** Every change that a control of these parts can make. */
const changesOf = (parts: readonly FormPart[]): FormChange[] =>
  parts.flatMap((part): FormChange[] => {
    switch (part.kind) {
      case 'map':
        return part.entries.flatMap(([key]) => [
          { kind: 'set', path: `${part.path}.${key}`, value: 'other' },
          { kind: 'rename', path: part.path, from: key, to: 'renamed' },
        ]);
      case 'rows':
        return [
          ...part.rows.flatMap((row) => changesOf(row)),
          { kind: 'append', path: part.path, value: part.fresh },
          { kind: 'remove', path: part.path, index: 0 },
        ];
      default: {
        const value = {
          text: 'other',
          number: '7',
          list: ['10.0.0.0/8'],
          switch: true,
          choice: part.choices?.find((one) => one !== part.value),
        };
        return [{ kind: 'set', path: part.path, value: value[part.kind] }];
      }
    }
  });

/** What only somebody who writes YAML can decide. */
const NOT_BY_FORM = ['remove spec.ports', 'remove spec.template.spec.containers[1].ports'];

describe.each([0, shared.indexOf('kind: Deployment')])('a text with anchors, at %i', (at) => {
  const parts = formAt(shared, at)?.parts ?? [];
  const changes = changesOf(parts);

  it('has a form', () => expect(changes.length).toBeGreaterThan(8));

  /** What the object is to be after it, by its JSON. */
  const expected = (before: unknown, change: FormChange): unknown => {
    // aliases are copies of their own
    const after = JSON.parse(JSON.stringify(before)) as unknown;
    const keys = change.path.split(/[.[\]]+/).filter((key) => key !== '');
    const last = change.kind === 'set' ? keys.pop() : undefined;
    let at = after as Record<string, unknown>;
    for (const [i, key] of keys.entries())
      at = (at[key] ??= change.kind === 'append' && i === keys.length - 1 ? [] : {}) as Record<string, unknown>;
    if (change.kind === 'set') at[last ?? ''] = change.value === '7' ? 7 : change.value;
    else if (change.kind === 'rename') {
      at[change.to] = at[change.from];
      delete at[change.from];
    } else if (change.kind === 'append') (at as unknown as unknown[]).push(change.value);
    else (at as unknown as unknown[]).splice(change.index, 1);
    return after;
  };

  it.each(changes.map((change) => [`${change.kind} ${change.path}`, change] as const))(
    '%s: that changes, and nothing else',
    (_, change) => {
      const after = withEdits(shared, formEdits(shared, at, change));
      const read = (text: string) => parseText(text).documents.map(({ error, value }) => error ?? value);
      const [own, other] = at === 0 ? [0, 1] : [1, 0];
      // the anchor of the port that goes is another one's, too: such a list is left to the text
      if (after === shared) return expect(NOT_BY_FORM).toContain(`${change.kind} ${change.path}`);
      expect(read(after)[other]).toEqual(read(shared)[other]);
      const value = read(after)[own];
      // what has an anchor changes for all that point to it
      if (change.path.endsWith('containers[0].image')) expect(after).toContain('&image other # the latest');
      else if (change.path.startsWith('spec.ports[0].')) expect(after).toContain('<<: *http');
      else expect(value).toEqual(expected(read(shared)[own], change));
      const comments = after.match(/#.*/g) ?? [];
      if (change.kind !== 'remove') expect(comments).toEqual(shared.match(/#.*/g));
      expect(after.match(/&\w+/g)).toEqual(shared.match(/&\w+/g));
    },
  );
});
