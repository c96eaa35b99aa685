import { expect, it } from 'vitest';
import { leftByType } from './leftByType.ts';

const spec = {
  type: 'LoadBalancer',
  externalTrafficPolicy: 'Local',
  healthCheckNodePort: 30500,
  loadBalancerClass: 'a/b',
  loadBalancerSourceRanges: ['10.0.0.0/8'],
  ports: [{ port: 80, nodePort: 30080 }, { port: 81 }, { port: 82, nodePort: 30082 }],
};

it('names what a type takes with it', () => {
  const outside = ['externalTrafficPolicy', 'healthCheckNodePort', 'loadBalancerClass', 'loadBalancerSourceRanges'];
  const all = [...outside.map((field) => `spec.${field}`), 'spec.ports[0].nodePort', 'spec.ports[2].nodePort'];
  for (const type of ['ClusterIP', undefined]) expect(leftByType(spec, type)).toEqual(all);
  expect(leftByType(spec, 'NodePort')).toEqual(outside.slice(1).map((field) => `spec.${field}`));
  expect(leftByType(spec, 'LoadBalancer')).toEqual([]);
});

it('has nothing to say of a spec that is none', () => {
  for (const wrong of [undefined, 'x', { ports: 'x' }, { ports: [1] }])
    expect(leftByType(wrong, 'NodePort')).toEqual([]);
});
