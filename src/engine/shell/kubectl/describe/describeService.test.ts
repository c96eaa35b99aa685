import { expect, it } from 'vitest';
import type { EndpointSlice } from '../../../../model/EndpointSlice.ts';
import { openSettled } from '../../../openSettled.ts';
import { execute } from '../../execute.ts';
import { endpointsOf } from './describeService.ts';

const slice = (...ready: boolean[]): EndpointSlice => ({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { name: 'web' },
  addressType: 'IPv4',
  endpoints: ready.map((ready, i) => ({ addresses: [`10.0.0.${i + 1}`], conditions: { ready } })),
  ports: [{ name: '', port: 80 }],
});

it('counts those that are ready, and sees that more come where none of them is', () => {
  expect(endpointsOf([], '')).toBe('<none>');
  expect(endpointsOf([slice(true, false, true)], '')).toBe('10.0.0.1:80,10.0.0.3:80');
  expect(endpointsOf([slice(true, true, true, true)], '')).toBe('10.0.0.1:80,10.0.0.2:80,10.0.0.3:80 + 1 more...');
  // as kubectl has it: the list was full when the fourth came
  expect(endpointsOf([slice(true, true, true), slice(false)], '')).toMatch(/ \+ 0 more\.\.\.$/);
  expect(endpointsOf([slice(true)], 'other')).toBe('');
});

it('takes slices in the order of their names', () => {
  const ofHand = (name: string, type: string, address: string): string => `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: ${name}, labels: {kubernetes.io/service-name: web}}
addressType: ${type}
endpoints: [{addresses: [${address}]}]
ports: [{name: '', port: 80}]
`;
  const { cluster } = openSettled(
    [
      'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}]}\n',
      ofHand('v4', 'IPv4', '10.0.0.1'),
      ofHand('named', 'FQDN', 'example.org'),
    ].join('---\n'),
  ).opened;
  expect(execute(cluster, 'admin', 'kubectl describe svc web', '').stdout).toMatch(
    /Endpoints: +example\.org:80,10\.0\.0\.1:80\n/,
  );
});
