import { expect, test } from 'vitest';
import { simulate } from '../../index.ts';

/** What the API server says of a LimitRange with one item. */
function saidOf(item: string): string {
  const text = `apiVersion: v1\nkind: LimitRange\nmetadata: {name: lr}\nspec: {limits: [${item}]}\n`;
  return simulate({ text })
    .diagnostics.map(({ message }) => message)
    .join('\n');
}

// ValidateLimitRange of pkg/apis/core/validation
test.each([
  ['{type: Pod, max: {cpu: 2}, min: {cpu: 1}}', ''],
  ['{type: Container, max: {cpu: 2}, defaultRequest: {cpu: 500m}}', ''],
  ['{type: PersistentVolumeClaim, max: {storage: 1Gi}}', ''],
  ['{type: example.com/thing, max: {example.com/x: 1}}', ''],
  ['{type: Node, max: {cpu: 2}}', 'spec.limits[0].type: Invalid value: "Node": must be a standard limit type or fully'],
  ['{type: Pod, max: {gpu: 2}}', 'spec.limits[0].max[gpu]: Invalid value: "gpu": must be a standard resource type or'],
  ['{type: Pod, max: {gpu: 2}}', 'must be a standard resource for containers'],
  ['{type: Pod, min: {pods: 2}}', 'spec.limits[0].min[pods]: Invalid value: "pods": must be a standard resource for'],
  [
    '{type: Container, max: {requests.example.com/x: 1}}',
    'spec.limits[0].max[requests.example.com/x]: Invalid value: "requests.example.com/x": doesn\'t follow extended',
  ],
  ['{type: PersistentVolumeClaim, max: {storage: 1Gi, cpu: 1}}', ''],
  ['{type: PersistentVolumeClaim, max: {cpu: 1}}', 'spec.limits[0].limits: Required value: either minimum or maximum'],
  ['{type: Pod, default: {cpu: 1}}', "spec.limits[0].default: Forbidden: may not be specified when `type` is 'Pod'"],
  ['{type: Pod, min: {cpu: 2}, max: {cpu: 1500m}}', 'min[cpu]: Invalid value: "2": min value 2 is greater than max'],
  [
    '{type: Container, min: {cpu: 2}, default: {cpu: 1}}',
    'default[cpu]: Invalid value: "2": min value 2 is greater than',
  ],
  [
    '{type: Container, max: {cpu: 1}, default: {cpu: 2}}',
    'default[cpu]: Invalid value: "1": default value 2 is greater than max value 1',
  ],
  [
    '{type: Container, default: {cpu: 1}, defaultRequest: {cpu: 2}}',
    'defaultRequest[cpu]: Invalid value: "2": default request value 2 is greater than default limit value 1',
  ],
  ['{type: Pod, maxLimitRequestRatio: {cpu: 500m}}', 'maxLimitRequestRatio[cpu]: Invalid value: "500m": ratio 500m is'],
  [
    '{type: Pod, min: {cpu: 500m}, max: {cpu: 1}, maxLimitRequestRatio: {cpu: 3}}',
    'maxLimitRequestRatio[cpu]: Invalid value: "3": ratio 3 is greater than max/min = 2.000000',
  ],
  ['{type: Pod, min: {cpu: 500m}, max: {cpu: 1}, maxLimitRequestRatio: {cpu: 2}}', ''],
  // resource.MaxMilliValue: from there on amounts are counted whole, the ratio of 1500m as 2
  ['{type: Pod, min: {memory: 5P}, max: {memory: 9223372036854774}, maxLimitRequestRatio: {memory: 1500m}}', ''],
  ...['9223372036854775', '9223372036854774500m'].map((max): [string, string] => [
    `{type: Pod, min: {memory: 5P}, max: {memory: ${max}}, maxLimitRequestRatio: {memory: 1500m}}`,
    'maxLimitRequestRatio[memory]: Invalid value: "1500m": ratio 1500m is greater than max/min = 1.844674',
  ]),
  [
    '{type: Container, default: {example.com/x: 2}, defaultRequest: {example.com/x: 1}}',
    'defaultRequest[example.com/x]: Invalid value: "1": default value 2 must equal to defaultRequest value 1 in example.com/x',
  ],
  // names that every object has by birth
  ['{type: Pod, max: {constructor: 1}}', 'max[constructor]: Invalid value: "constructor": must be a standard resource'],
  ['{type: Pod, max: {__proto__: 1}}', 'max[__proto__]: Invalid value: "__proto__": name part must consist of'],
])('%s: %s', (item, said) => {
  if (said === '') expect(saidOf(item)).toBe('');
  else expect(saidOf(item)).toContain(said);
});
