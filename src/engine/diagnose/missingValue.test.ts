import { describe, expect, it } from 'vitest';
import { withEdits } from '../../model/withEdits.ts';
import { examine } from '../examine.ts';

const service = (spec: string): string => `apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n${spec}`;
const deployment = (containers: string, spec = '  selector: {matchLabels: {app: web}}\n'): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n${spec}  template:\n    metadata: {labels: {app: web}}\n    spec:\n${containers}`;
const LISTENS = deployment('      containers:\n      - {name: web, image: nginx, ports: [{containerPort: 8080}]}\n');

const errors = (text: string) => examine(text).filter(({ severity }) => severity === 'error');

/** What the fixes of each error say, and that the text is accepted after all of the first ones. */
function mended(text: string): string[] {
  const titles: string[] = [];
  for (let left = 6; left > 0; left--) {
    const [found] = errors(text).filter(({ fixes }) => fixes);
    const [fix] = found?.fixes ?? [];
    if (!fix) break;
    titles.push(fix.title.slice(1).join(': '));
    text = withEdits(text, fix.edits);
  }
  expect(errors(text)).toEqual([]);
  return titles;
}

describe('what the API server requires is proposed as the text tells it', () => {
  it.each([
    // containers
    [deployment('      containers:\n      - image: docker.io/library/nginx:1.27\n'), ['name: nginx']],
    [deployment('      containers:\n      - image: nginx\n      - image: nginx\n'), ['name: nginx', 'name: nginx-2']],
    [deployment('      containers:\n      - name: web\n'), ['image: nginx']],
    [deployment('      containers:\n      - name: redis\n        image:\n'), ['image: redis']],
    [deployment('      containers: []\n'), ['containers: [{name: web, image: nginx}]']],
    [deployment('      restartPolicy: Always\n'), ['containers: [{name: web, image: nginx}]']],
    [
      `${deployment('      containers:\n      - {name: web, image: nginx, ports: [{name: http}]}\n')}---\n${service(
        '  selector: {app: web}\n  ports: [{port: 80, targetPort: 8080}]\n',
      )}`,
      ['containerPort: 8080'],
    ],
    [
      deployment(
        '      containers:\n      - name: web\n        image: nginx\n        ports: [{containerPort: 8080}]\n        readinessProbe:\n          httpGet: {path: /}\n',
      ),
      ['port: 8080'],
    ],
    // workloads
    [deployment('      containers: [{name: web, image: nginx}]\n', ''), ['selector: {matchLabels: {app: web}}']],
    [
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  template:\n    spec:\n      containers: [{name: c, image: nginx}]\n',
      ['selector: {matchLabels: {app: web}}'],
    ],
    [
      'apiVersion: v1\nkind: ReplicationController\nmetadata: {name: web}\nspec:\n  template:\n    spec:\n      containers: [{name: c, image: nginx}]\n',
      ['selector: {app: web}'],
    ],
    [
      'apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: web}\nspec:\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          containers: [{name: c, image: nginx}]\n',
      ['schedule: "*/5 * * * *"', 'restartPolicy: OnFailure'],
    ],
    // Services
    [`${LISTENS}---\n${service('  selector: {app: web}\n')}`, ['ports: [{port: 80, targetPort: 8080}]']],
    [`${LISTENS}---\n${service('  selector: {app: web}\n  ports:\n')}`, ['ports: [{port: 80, targetPort: 8080}]']],
    [service('  ports:\n  - targetPort: 8080\n'), ['port: 8080']],
    [service('  ports:\n  - targetPort: http\n'), ['port: 80']],
    ['apiVersion: v1\nkind: Service\nspec:\n  selector: {app: shop}\n  ports: [{port: 80}]\n', ['name: shop']],
    // others
    ['apiVersion: v1\nkind: ConfigMap\nmetadata:\n  labels: {app: shop}\n', ['name: shop']],
    [
      'apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: web}\nendpoints:\n- addresses: ["2001:db8::1"]\nports: []\n',
      ['addressType: IPv6'],
    ],
    [
      `${service('  ports: [{port: 8000}]\n')}---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web}\nspec:\n  defaultBackend: {service: {name: web}}\n`,
      ['port: {number: 8000}'],
    ],
  ])('%#', (text, titles) => {
    expect(mended(text)).toEqual(titles);
  });

  it('in a List, too', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n- ${service('  ports:\n  - targetPort: 8080\n').replaceAll('\n', '\n  ').trimEnd()}\n`;
    expect(mended(list)).toEqual(['port: 8080']);
  });

  it('a choice is left to the reader', () => {
    const job =
      'apiVersion: batch/v1\nkind: Job\nmetadata: {name: web}\nspec:\n  template:\n    spec:\n      containers: [{name: c, image: nginx}]\n';
    const [found] = errors(job);
    expect(found?.fixes?.map(({ title }) => title[2])).toEqual(['OnFailure', 'Never']);
  });

  it('a 0 that is written is no missing value, and what nobody can know is not made up', () => {
    expect(errors(service('  ports:\n  - port: 0\n')).flatMap(({ fixes = [] }) => fixes)).toEqual([]);
    expect(errors(service('  type: ExternalName\n')).flatMap(({ fixes = [] }) => fixes)).toEqual([]);
  });
});
