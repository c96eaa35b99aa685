import { describe, expect, it } from 'vitest';
import { withEdits } from '../../model/withEdits.ts';
import { definitionsAt } from './definitionsAt.ts';
import { renameEdits, renamingAt } from './renamingAt.ts';

const text = `apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector:
    app: web
    team: red
  ports:
  - port: 80
    targetPort: http
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {app: web}}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata:
      labels: {app: web, team: red}
    spec:
      nodeName: east
      containers:
      - name: web
        image: tomcat
        ports: [{name: http, containerPort: 8080}]
        readinessProbe: {httpGet: {port: http}}
        env:
        - {name: BACK, value: http://web.default.svc:80/}
        - name: LEVEL
          valueFrom: {configMapKeyRef: {name: settings, key: level}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: other}
spec:
  selector: {matchLabels: {app: web, team: blue}}
  template:
    metadata: {labels: {app: web, team: blue}}
    spec:
      containers:
      - {name: web, image: tomcat, ports: [{name: http, containerPort: 9090}]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {level: "1"}
---
apiVersion: v1
kind: Node
metadata: {name: east}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: in}
spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}
`;

/** The offset behind the nth time that something stands in the text, one character in. */
const place = (what: string, nth = 1): number => {
  let at = -1;
  for (let i = 0; i < nth; i++) at = text.indexOf(what, at + 1);
  expect(at).toBeGreaterThanOrEqual(0);
  return at + 1;
};

const lineOf = (at: number): number => text.slice(0, at).split('\n').length;
const lines = (at: number): number[] => definitionsAt(text, at).map(({ start }) => lineOf(start));

describe('definitionsAt', () => {
  it('goes from a selector to the labels that it selects, and back', () => {
    expect(lines(place('app: web'))).toEqual([19]);
    expect(lines(place('selector:'))).toEqual([19]);
    expect(lines(place('team: red', 2))).toEqual([7]);
    // the template's label is selected by the Service and by its own Deployment
    expect(lines(place('labels: {app: web, team: red}') + 10)).toEqual([6, 16]);
  });

  it('goes from targetPort and probes to the container, and back', () => {
    expect(lines(place('targetPort: http') + 13)).toEqual([25]);
    expect(lines(place('{port: http') + 8)).toEqual([25]);
    expect(lines(place('{name: http') + 8)).toEqual([10]);
  });

  it('goes to the object that a field names, and to the Service in a URL', () => {
    expect(lines(place('name: settings') + 7)).toEqual([45]);
    expect(lines(place('nodeName: east') + 11)).toEqual([50]);
    expect(lines(place('service: {name: web') + 16)).toEqual([3]);
    expect(lines(place('http://web') + 5)).toEqual([3]);
  });

  it('has nothing to say of what names nothing', () => {
    expect(definitionsAt(text, place('image: tomcat'))).toEqual([]);
    expect(definitionsAt('', 0)).toEqual([]);
  });
});

describe('renamingAt', () => {
  it('gives a label another value where it is the same label, and nowhere else', () => {
    const at = place('app: web') + 6;
    expect(renamingAt(text, at)?.spans.map(({ start }) => lineOf(start))).toEqual([6, 16, 19]);
    const red = place('team: red') + 7;
    const renamed = withEdits(text, renameEdits(text, red, 'green'));
    expect(renamed.match(/team: green/g)).toHaveLength(2);
    expect(renamed).toContain('team: blue');
  });

  it('gives it another key, and quotes what needs it', () => {
    const at = place('team: red', 2);
    const renamed = withEdits(text, renameEdits(text, at, 'squad.example.com/name'));
    expect(renamed).toContain('squad.example.com/name: red\n');
    expect(renamed).toContain('labels: {app: web, squad.example.com/name: red}');
    expect(renameEdits(text, at, 'true').map((edit) => edit.text)).toEqual(['"true"', '"true"']);
  });

  it('renames a port in the container, its probe and the Service', () => {
    const renamed = withEdits(text, renameEdits(text, place('targetPort: http') + 13, 'main'));
    expect(renamed).toContain('targetPort: main');
    expect(renamed).toContain('{name: main, containerPort: 8080}');
    expect(renamed).toContain('{port: main}');
    expect(renamed).toContain('{name: http, containerPort: 9090}');
  });

  it('renames nothing else', () => {
    expect(renamingAt(text, place('image: tomcat') + 8)).toBeUndefined();
    expect(renameEdits(text, place('kind: Node') + 7, 'x')).toEqual([]);
  });
});
