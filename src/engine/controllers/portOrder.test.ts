import { describe, expect, it } from 'vitest';
import { bySlicePortHash, fnv128a } from './portOrder.ts';

describe('the order of ports', () => {
  // printed by the Go code of k8s.io/endpointslice v0.36.3
  it.each([
    [
      '(v1.EndpointPort){Name:(*string)http Protocol:(*v1.Protocol)TCP Port:(*int32)8080 AppProtocol:(*string)<nil>}',
      '0e874d5677090ee5c32afa85f637c347',
    ],
    [
      '(v1.EndpointPort){Name:(*string)https Protocol:(*v1.Protocol)TCP Port:(*int32)8443 AppProtocol:(*string)h2c}',
      'd16261bcd47a9be83353a015f9231bcf',
    ],
    [
      '(v1.EndpointPort){Name:(*string) Protocol:(*v1.Protocol)TCP Port:(*int32)8443 AppProtocol:(*string)<nil>}',
      'b3ee9938b733ccb12e9297002696cd7e',
    ],
  ])('hashes %s as Go does', (text, hash) => {
    expect(fnv128a(text).toString(16).padStart(32, '0')).toBe(hash);
  });

  it('is by hash', () => {
    const ports = [
      { name: 'https', port: 8443, protocol: 'TCP', appProtocol: 'h2c' },
      { name: '', port: 8443, protocol: 'TCP' },
      { name: 'http', port: 8080, protocol: 'TCP' },
    ];
    expect(ports.sort(bySlicePortHash).map((p) => p.name)).toEqual(['http', '', 'https']);
  });
});
