import { expect, it } from 'vitest';
import { runScenario } from '../../runScenario.ts';
import { scenarioText } from '../../scenarioFixture.ts';

const run = (...commands: string[]): string[] =>
  runScenario(scenarioText('', commands)).steps.map((step) => ('stdout' in step ? step.stderr + step.stdout : ''));

it('takes flags before the verb, of commands that have commands of their own too', () => {
  expect(
    run(
      'kubectl -n kube-system create deployment web --image=nginx',
      'kubectl --namespace kube-system set image deploy/web nginx=nginx:1',
      'kubectl -n kube-system -v 0 create service clusterip web --tcp=80',
      'kubectl -n kube-system get deploy -o name -n default',
      'kubectl -n kube-system auth can-i get pods',
    ),
  ).toEqual([
    'deployment.apps/web created\n',
    'deployment.apps/web image updated\n',
    'service/web created\n',
    '',
    'yes\n',
  ]);
});

it('reads flags without a verb', () => {
  expect(run('kubectl --foo', 'kubectl -n')).toEqual([
    "error: unknown flag: --foo\nSee 'kubectl --help' for usage.\n",
    "error: flag needs an argument: 'n' in -n\nSee 'kubectl --help' for usage.\n",
  ]);
});

it('goes to no server but its own', () => {
  const refused = (host: string): string =>
    `The connection to the server ${host} was refused - did you specify the right host or port?\n`;
  expect(
    run(
      'kubectl -s http://127.0.0.1:1 get pods',
      'kubectl get pods --server=localhost:8080',
      'kubectl get pods --server foo:bar',
      'kubectl --server=https://192.168.251.100:6443 get ns default -o name',
      'kubectl --kubeconfig=nosuch get pods',
      'kubectl get ns default -o name --token=abc --insecure-skip-tls-verify',
      'kubectl get pods --client-key=/nosuch',
    ),
  ).toEqual([
    refused('127.0.0.1:1'),
    refused('localhost:8080'),
    'Unable to connect to the server: invalid port ":bar" after host\n',
    'namespace/default\n',
    'error: stat nosuch: no such file or directory\n',
    'namespace/default\n',
    'error: unable to read client-key /nosuch for kubernetes-admin due to open /nosuch: no such file or directory\n',
  ]);
});

it('takes a format in capitals, a group behind a plural, and no name of a variable with blanks', () => {
  const [capitals, labels, explained, variable] = run(
    'kubectl get ns default -o NAME',
    'kubectl get ns default -o name --show-labels',
    'kubectl explain deployments.apps.spec.replicas',
    'kubectl run r --image=nginx --env="A B=c"',
  );
  expect(capitals).toBe('namespace/default\n');
  expect(labels).toBe('error: --show-labels option cannot be used with name printer\n');
  expect(explained).toContain('FIELD: replicas <integer>');
  expect(variable).toBe('error: invalid env: A B=c\n');
});

it('takes what follows a flag for its value, unless it knows that it has none', () => {
  const misplaced = (flag: string): string => `Error: flags cannot be placed before plugin name: ${flag}\n`;
  expect(
    run(
      'kubectl -o name get ns default',
      'kubectl --dry-run=client create ns x',
      'kubectl -n get pods',
      'kubectl -A get pods',
      'kubectl get pods -n shop/x',
    ),
  ).toEqual([
    'namespace/default\n',
    'namespace/x created (dry run)\n',
    misplaced('-n'),
    misplaced('-A'),
    `invalid namespace "shop/x": [may not contain '/']\n`,
  ]);
});

it('knows which flags the commands of rollout have, and prints what is asked for', () => {
  const [, restarted, dry, paused] = run(
    'kubectl create deployment web --image=nginx',
    'kubectl rollout restart deploy web -o name',
    'kubectl rollout restart deploy web --dry-run=client',
    `kubectl rollout pause deploy web -o jsonpath='{.spec.paused}'`,
  );
  expect(restarted).toBe('deployment.apps/web\n');
  expect(dry).toBe("error: unknown flag: --dry-run\nSee 'kubectl rollout restart --help' for usage.\n");
  expect(paused).toBe('true');
});
