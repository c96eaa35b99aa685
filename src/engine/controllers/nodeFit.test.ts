import { expect, it } from 'vitest';
import type { Pod } from '../../model/Pod.ts';
import { request, requestsOf } from './nodeFit.ts';

const asking = (cpu: string, more: object = {}): object => ({ name: 'c', resources: { requests: { cpu } }, ...more });
const pod = (spec: object): Pod => ({ kind: 'Pod', metadata: { name: 'x' }, spec }) as unknown as Pod;
const always = { restartPolicy: 'Always' };

// component-helpers: resource/helpers.go, PodRequests
it.each<[spec: object, cpu: number]>([
  [{ containers: [asking('1'), asking('500m')] }, 1.5],
  [{ containers: [asking('1')], initContainers: [asking('2')] }, 2],
  [{ containers: [asking('1')], initContainers: [asking('1', always), asking('3')] }, 4],
  [{ containers: [asking('1')], initContainers: [asking('3'), asking('1', always)] }, 3],
  [{ containers: [asking('1')], initContainers: [asking('1', always)] }, 2],
  [{ containers: [asking('1')], resources: { requests: { cpu: '3' } } }, 3],
  [{ containers: [asking('1')], resources: { requests: { memory: '1Gi' } } }, 1],
  [{ containers: [asking('1')], overhead: { cpu: '250m' } }, 1.25],
  [{ containers: [asking('1')], resources: { requests: { cpu: '3' } }, overhead: { cpu: '250m' } }, 3.25],
])('a Pod of %j asks its Node for %d CPUs', (spec, cpu) => {
  expect(request(pod(spec), 'cpu')).toBe(cpu);
});

it('what a Pod without containers that ask says as a whole is asked for', () => {
  const containers = [{ name: 'c' }];
  expect(requestsOf(pod({ containers }))).toEqual([0, 0, 0]);
  expect(requestsOf(pod({ containers, resources: { requests: { cpu: '1' } } }))).toEqual([1, 0, 0]);
  expect(requestsOf(pod({ containers, overhead: { memory: '1Ki' } }))).toEqual([0, 1024, 0]);
});
