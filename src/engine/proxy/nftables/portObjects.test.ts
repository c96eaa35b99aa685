import { expect, it } from 'vitest';
import type { ServiceSpec } from '../../../model/Service.ts';
import type { NftRule } from '../../../model/Nftables.ts';
import { clusterFixture, putPod, putService } from '../../trace/clusterFixture.ts';
import { kernelConfigOf } from '../kernelConfig.ts';

/** The rules of a Service's chain of that kind, on n1. */
function rulesOf(kind: string, spec: Partial<ServiceSpec>, vips: string[] = []): NftRule[] {
  const cluster = clusterFixture({ mode: 'nftables' });
  const pod = putPod(cluster, { name: 'web', node: 'n1', ip: '10.244.1.2' });
  putService(cluster, 'web', { clusterIP: '10.96.0.80', ...spec }, [{ pod }], vips);
  const chains = kernelConfigOf(cluster, 'n1').nftables?.IPv4.chains ?? new Map<string, never>();
  return [...chains.values()].flatMap(({ name, rules }) =>
    name.startsWith(kind) && name.includes('/web/') ? rules : [],
  );
}

it('a choice rests on the selector, or on the Service where there is none', () => {
  const object = 'Service/default/web';
  expect(rulesOf('service', {})[0]?.because).toEqual([{ object, path: 'spec.selector' }]);
  expect(rulesOf('service', { selector: {} })[0]?.because).toEqual([{ object, path: '' }]);
});

it('without a Service the sets are there, and empty', () => {
  const sets = kernelConfigOf(clusterFixture({ mode: 'nftables' }), 'n1').nftables?.IPv4.sets;
  const told = [...(sets?.values() ?? [])].map(({ name, elements }) => [name, ...elements]);
  expect(told).toEqual([['hairpin-connections'], ['cluster-ips'], ['nodeport-ips', '192.168.251.101']]);
});

// nft prints the elements of a set by address
it('a firewall has its ranges in order, and the load balancer’s address where they hold the Node', () => {
  const loadBalancerSourceRanges = ['192.168.0.0/16', '10.0.0.0/8', '9.9.9.9/32', '10.0.0.0/8'];
  const [rule] = rulesOf('firewall', { type: 'LoadBalancer', loadBalancerSourceRanges }, ['100.64.0.1']);
  const cidrs = ['9.9.9.9', '10.0.0.0/8', '100.64.0.1', '192.168.0.0/16'];
  expect(rule?.matches).toEqual([{ kind: 'address', side: 'saddr', cidrs, negate: true }]);
});
