import { describe, expect, it } from 'vitest';
import type { FormChange } from '../../model/Form.ts';
import { withEdits } from '../textEdits.ts';
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
