import { describe, expect, it } from 'vitest';
import { runScenario } from '../../runScenario.ts';
import { scenarioText } from '../../scenarioFixture.ts';

const text = (limits: string, ...steps: string[]): string =>
  scenarioText(
    `apiVersion: v1
kind: LimitRange
metadata: {name: l}
spec: {limits: [${limits}]}
`,
    steps,
  );
const run = (resources: unknown): string =>
  `kubectl run x --image=nginx --overrides='${JSON.stringify({ spec: { containers: [{ name: 'x', image: 'nginx', resources }] } })}'`;
const answers = (limits: string, ...steps: string[]): string[] =>
  (runScenario(text(limits, ...steps)).steps as { stdout: string; stderr: string }[]).map(
    ({ stdout, stderr }) => stdout + stderr,
  );

// as the recorded cluster answered: conformance/cases/refused-pods
describe('LimitRanges', () => {
  it('fill in what a container does not say, and note it', () => {
    const [, filled] = answers(
      '{type: Container, default: {cpu: 200m}, max: {cpu: 500m}}',
      'kubectl run x --image=nginx',
      "kubectl get pod x -o jsonpath='{.spec.containers[0].resources} {.metadata.annotations} {.status.qosClass}'",
    );
    expect(filled).toBe(
      '{"limits":{"cpu":"200m"},"requests":{"cpu":"200m"}} {"kubernetes.io/limit-ranger":"LimitRanger plugin set: cpu request for container x; cpu limit for container x"} Burstable',
    );
  });

  it('refuse what asks for too much or too little, and what their defaults contradict', () => {
    const limits = '{type: Container, max: {cpu: 500m}, min: {cpu: 50m}}';
    const [much, little, both] = answers(
      limits,
      run({ requests: { cpu: '1' }, limits: { cpu: '1' } }),
      run({ requests: { cpu: '10m' } }),
      run({ requests: { cpu: '600m' } }),
    );
    expect(much).toBe(
      'Error from server (Forbidden): pods "x" is forbidden: maximum cpu usage per Container is 500m, but limit is 1\n',
    );
    expect(little).toContain('minimum cpu usage per Container is 50m, but request is 10m\n');
    expect(both).toContain('Invalid value: "600m": must be less than or equal to cpu limit of 500m\n');
  });

  it('have to agree with themselves', () => {
    const [wrong] = answers(
      '',
      'kubectl patch limitrange l --type=merge -p \'{"spec":{"limits":[{"type":"Container","min":{"cpu":"2"},"max":{"cpu":"1"}}]}}\'',
    );
    expect(wrong).toContain('spec.limits[0].min[cpu]: Invalid value: "2": min value 2 is greater than max value 1');
  });
});
