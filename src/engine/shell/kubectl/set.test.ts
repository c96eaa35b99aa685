import { describe, expect, it } from 'vitest';
import { runScenario } from '../../runScenario.ts';
import { scenarioText } from '../../scenarioFixture.ts';

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 1
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {initContainers: [{name: i, image: busybox}], containers: [{name: c, image: nginx, env: [{name: A, value: b}]}]}
`;

const run = (...commands: string[]): string[] =>
  runScenario(scenarioText(WEB, commands)).steps.map((step) => ('stdout' in step ? step.stderr + step.stdout : ''));

const images = "kubectl get deploy web -o jsonpath='{..image}'";

describe('kubectl set', () => {
  it('reads a selector as the server does', () => {
    expect(
      run(
        'kubectl set selector svc kubernetes app-',
        'kubectl set selector svc kubernetes "d,a in (z,b,b),!c"',
        'kubectl set selector svc kubernetes "b>1"',
        'kubectl set selector svc kubernetes "a=b,,c"',
      ),
    ).toEqual([
      expect.stringContaining(
        'error: couldn\'t parse the selector string "app-": unable to parse requirement: <nil>: Invalid value: "app-": name part must',
      ),
      'error: match expression [{a In [b z]} {c DoesNotExist []} {d Exists []}] not supported on this object\n',
      'error: "gt" isn\'t supported in label selectors\n',
      "error: couldn't parse the selector string \"a=b,,c\": found ',', expected: identifier after ','\n",
    ]);
  });

  it('changes init containers too, and sends nothing in a dry run of the client', () => {
    expect(
      run('kubectl set image deploy/web *=x --dry-run=client', images, 'kubectl set image deploy/web *=x', images),
    ).toEqual([
      'deployment.apps/web image updated (dry run)\n',
      'nginx busybox',
      'deployment.apps/web image updated\n',
      'x x',
    ]);
  });

  it('changes the containers that there are, and tells of those that there are not', () => {
    expect(run('kubectl set image deploy/web c=x nosuch=y', images)).toEqual([
      'error: unable to find container named "nosuch"\ndeployment.apps/web image updated\n',
      'x busybox',
    ]);
  });

  it('knows only its own words', () => {
    expect(run('kubectl set probe deploy web')).toEqual([
      'error: unknown command "probe deploy web"\nSee \'kubectl set -h\' for help and examples\n',
    ]);
  });

  it('tells in its own words what the server refuses', () => {
    expect(run('kubectl set resources deploy/web --limits=cpu=1 --requests=cpu=2 -c=c')).toEqual([
      'error: failed to patch resources update to pod template Deployment.apps "web" is invalid: spec.template.spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1\n',
    ]);
  });

  it('overwrites no variable that is to be kept', () => {
    expect(run('kubectl set env deploy/web A=c --overwrite=false', 'kubectl set env deploy/web A=b')).toEqual([
      "error: deployments/web 'A' already has a value (b), and --overwrite is false\n",
      'deployment.apps/web env updated\n',
    ]);
  });
});
