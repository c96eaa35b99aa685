import { expect, test } from 'vitest';
import type { KernelConfig } from '../../model/KernelConfig.ts';
import { sourceFor, vethOf, vxlanOf } from './routing.ts';

const config = {
  interfaces: [
    { name: 'lo', addresses: ['127.0.0.1/8', '::1/128'] },
    { name: 'eth0', addresses: ['192.168.251.101/24', 'fd00:251::101/64'] },
    { name: 'veth1', addresses: [], pod: 'default/web' },
  ],
  routes: [{ cidr: '0.0.0.0/0', device: 'eth0' }],
} as unknown as KernelConfig;

// ip route show table local: `local 127.0.0.0/8 dev lo src 127.0.0.1`
test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['127.0.0.53', '127.0.0.1'],
  ['::1', '::1'],
  ['192.168.251.101', '192.168.251.101'],
  ['fd00:251::101', 'fd00:251::101'],
  ['192.0.2.1', '192.168.251.101'],
  ['2001:db8::1', undefined],
])('to %s the Node sends from %s', (to, from) => {
  expect(sourceFor(config, to)).toBe(from);
});

test('a device that has several addresses sends from the first', () => {
  const several = { ...config, interfaces: [{ name: 'eth0', addresses: ['10.0.0.5/24', '10.0.0.6/24'] }] };
  expect(sourceFor(several, '192.0.2.1')).toBe('10.0.0.5');
});

test('what stands at the other end of a device', () => {
  expect(vethOf(config, 'default/web')).toBe('veth1');
  expect(vethOf(config, 'default/elsewhere')).toBe('');
  expect(vxlanOf(config, 'eth0')).toBeUndefined();
});
