import { describe, expect, it } from 'vitest';
import type { Completion } from '../../model/Assist.ts';
import { ParseMemo } from '../parse/parse.ts';
import { completionsAt } from './completionsAt.ts';

const options = (marked: string): Completion[] => {
  const at = marked.indexOf('|');
  return completionsAt(marked.replace('|', ''), at)?.options ?? [];
};
const labels = (marked: string): string[] => options(marked).map(({ label }) => label);

const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n';
const DEPLOYMENT = `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, labels: {team: red}}
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api, tier: back}}
    spec:
      containers:
      - name: api
        image: tomcat
        ports: [{name: http, containerPort: 8080}, {name: metrics, containerPort: 9090}]
`;

describe('completionsAt', () => {
  it('offers fields by kind and path, with type and first sentence, and not those that are there', () => {
    const [first, ...rest] = options(`${SERVICE}  type: ClusterIP\n  |`);
    expect(first).toMatchObject({ kind: 'field' });
    const names = [first, ...rest].map((one) => one?.label);
    expect(names).toContain('externalTrafficPolicy');
    expect(names).not.toContain('type');
    expect(options(`${SERVICE}  sel|`).find(({ label }) => label === 'selector')).toMatchObject({
      detail: 'map[string]string',
      field: 'ServiceSpec.selector',
      info: expect.stringMatching(
        /^Route service traffic to pods with label keys and values matching this selector\.$/,
      ),
      insert: 'selector:\n    ',
    });
    expect(labels(`${SERVICE}  ports:\n  - |`)).toEqual(
      expect.arrayContaining(['port', 'targetPort', 'nodePort', 'protocol']),
    );
    expect(options(`${SERVICE}  ports:\n    |`)[0]).toMatchObject({ label: 'port', insert: '- port: ' });
    expect(labels('kind: Pod\nspec:\n  containers:\n  - readinessProbe:\n      |')).toContain('httpGet');
    expect(labels(`${SERVICE}|`)).toEqual([]); // the head is complete but for the status, which nobody writes
    expect(labels('|')).toEqual(['apiVersion', 'kind', 'metadata', 'spec']);
  });

  it('offers kinds, versions, enumerations and booleans', () => {
    expect(labels('apiVersion: networking.k8s.io/v1\nkind: |')).toEqual(
      expect.arrayContaining(['Ingress', 'NetworkPolicy']),
    );
    expect(labels('apiVersion: networking.k8s.io/v1\nkind: |')).not.toContain('Service');
    expect(labels('apiVersion: |\nkind: Deployment')).toEqual(['apps/v1']);
    expect(labels(`${SERVICE}  type: |`)).toEqual(['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort']);
    expect(labels(`${SERVICE}  sessionAffinity: |`)).toEqual(['ClientIP', 'None']);
    expect(labels(`${SERVICE}  publishNotReadyAddresses: |`)).toEqual(['true', 'false']);
    expect(labels('kind: KubeProxyConfiguration\nmode: |')).toEqual(['iptables', 'nftables', 'ipvs']);
  });

  it('offers what exists: labels, ports, Namespaces, Nodes, Services, ConfigMaps', () => {
    expect(labels(`${SERVICE}  selector:\n    |\n${DEPLOYMENT}`)).toEqual(['app', 'tier']);
    expect(options(`${SERVICE}  selector:\n    app: |\n${DEPLOYMENT}`)).toMatchObject([
      { label: 'api', detail: 'Deployment api', kind: 'name' },
    ]);
    expect(labels(`${SERVICE}  selector: {app: |}\n${DEPLOYMENT}`)).toEqual(['api']);
    const port = `${SERVICE}  selector: {app: api}\n  ports:\n  - port: 80\n    targetPort: |\n`;
    expect(labels(port + DEPLOYMENT)).toEqual(['http', 'metrics', '8080', '9090']);
    expect(labels(`kind: Service\nmetadata:\n  namespace: |\n---\nkind: Namespace\nmetadata: {name: shop}\n`)).toEqual([
      'shop',
      'default',
      'kube-system',
    ]);
    expect(labels('kind: Pod\nspec:\n  nodeName: |')).toEqual(['n1', 'n2', 'n3']);
    expect(labels('kind: Pod\nspec:\n  nodeName: |\n---\nkind: Node\nmetadata: {name: east}\n')).toEqual(['east']);
    const ingress = `kind: Ingress\nspec:\n  defaultBackend:\n    service:\n      name: |\n---\n${SERVICE}`;
    expect(labels(ingress)).toEqual(['web']);
    const config = 'kind: ConfigMap\nmetadata: {name: settings}\ndata: {colour: red}\n---\n';
    const pod = 'kind: Pod\nspec:\n  containers:\n  - name: a\n    env:\n    - name: A\n      valueFrom:\n';
    expect(labels(`${config}${pod}        configMapKeyRef:\n          name: |`)).toEqual(['settings']);
    expect(labels(`${config}${pod}        configMapKeyRef:\n          key: |`)).toEqual(['colour']);
    expect(labels('kind: Scenario\nspec:\n  steps:\n  - on: |')).toEqual([
      'admin',
      'client',
      'node/n1',
      'node/n2',
      'node/n3',
    ]);
  });

  it('puts the labels of the own template first', () => {
    const own =
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: own}\nspec:\n  selector:\n    matchLabels:\n      app: |\n';
    const template = '  template:\n    metadata: {labels: {app: own}}\n';
    expect(labels(own + template + DEPLOYMENT)).toEqual(['own', 'api']);
  });

  it('works where the text is broken', () => {
    const broken = `${SERVICE}  selector: {app: |\n  ports: [{port: 80}]\n${DEPLOYMENT}`;
    expect(labels(broken)).toEqual(['api']);
    const inside = DEPLOYMENT.replace('app: api, tier', 'ap|')
      .replace(' back}}', '')
      .replace(':    spec', '\n    spec');
    expect(labels(SERVICE + inside)).toContain('app');
  });

  it('keeps to the value, quotes what YAML would misread, and leaves an existing colon', () => {
    expect(completionsAt(`${SERVICE}  type: NodePort`, SERVICE.length + 10)?.span).toEqual({
      start: SERVICE.length + 8,
      end: SERVICE.length + 16,
    });
    const pod = '---\nkind: Pod\nmetadata: {name: a, labels: {version: "1.0", on: "true"}}\n';
    expect(options(`${SERVICE}  selector:\n    version: |\n${pod}`)[0]).toMatchObject({ insert: '"1.0"' });
    expect(options(`${SERVICE}  sel|: {}`).find(({ label }) => label === 'selector')).not.toHaveProperty('insert');
    expect(options(`${SERVICE}  |`).find(({ label }) => label === 'type')?.insert).toBe('type: ');
    expect(options('kind: Service\nspec: {|}').find(({ label }) => label === 'ports')).toMatchObject({
      insert: 'ports: []',
      caret: 8,
    });
  });

  it('reads one of a thousand documents after each key', () => {
    const memo = new ParseMemo();
    const many = Array.from(
      { length: 500 },
      (_, i) =>
        `${SERVICE.replace('web', `web-${i}`)}  selector: {app: a${i}}\n${DEPLOYMENT.replaceAll('api', `api-${i}`)}`,
    ).join('---\n');
    const text = `${many}---\n${SERVICE}  selector:\n    app: `;
    completionsAt(text, text.length, memo);
    for (const letter of 'abc') {
      const { documents } = memo;
      const typed = memo.text + letter;
      expect(completionsAt(typed, typed.length, memo)?.options).toHaveLength(500);
      expect(memo.text).toBe(typed);
      expect(memo.documents.filter((document, at) => document !== documents[at])).toHaveLength(1);
    }
  });
});
