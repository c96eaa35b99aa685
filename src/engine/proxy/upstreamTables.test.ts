import { describe, expect, it } from 'vitest';
import type { KernelConfig } from '../../model/KernelConfig.ts';
import type { ServiceSpec } from '../../model/Service.ts';
import type { Cluster, ProxySettings } from '../cluster/Cluster.ts';
import { openDocuments } from '../openDocuments.ts';
import { parseText } from '../parse/parse.ts';
import { clusterFixture, type EndpointState, putPod, putService } from '../trace/clusterFixture.ts';
import { kubeProxyListeners, localEndpointCount } from './healthCheck.ts';
import { chainsInOrder } from './iptables/renderList.ts';
import { kernelConfigOf } from './kernelConfig.ts';
import { serviceIndexOf } from './serviceIndex.ts';

const MODES = ['iptables', 'nftables', 'ipvs'] as const;

/** The six Services of upstream's test of all rules (TestOverallIPTablesRules). */
function overall(proxy: Partial<ProxySettings>): Cluster {
  const cluster = clusterFixture(proxy);
  const [here, there] = [1, 2].map((n) => putPod(cluster, { name: `p${n}`, node: `n${n}`, ip: `10.244.${n}.2` }));
  if (!here || !there) throw new Error('no Pods');
  const nodePort = (port: number) => [{ protocol: 'TCP' as const, port: 80, targetPort: 8080, nodePort: port }];
  const balancer: Partial<ServiceSpec> = { type: 'LoadBalancer', healthCheckNodePort: 30100 };
  putService(cluster, 'plain', { clusterIP: '10.96.0.81' }, [{ pod: here }]);
  putService(
    cluster,
    'local',
    {
      ...balancer,
      clusterIP: '10.96.0.82',
      externalIPs: ['192.0.2.7'],
      externalTrafficPolicy: 'Local',
      ports: nodePort(30001),
    },
    [{ pod: there }],
    ['203.0.113.10'],
  );
  putService(cluster, 'door', { type: 'NodePort', clusterIP: '10.96.0.83', ports: nodePort(30002) }, [{ pod: here }]);
  putService(cluster, 'outside', { clusterIP: '10.96.0.84', externalIPs: ['192.0.2.8'] }, [
    { pod: here },
    { pod: there },
  ]);
  putService(
    cluster,
    'guarded',
    {
      ...balancer,
      clusterIP: '10.96.0.85',
      sessionAffinity: 'ClientIP',
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 10_800 } },
      loadBalancerSourceRanges: [' 203.0.113.0/25'],
      ports: nodePort(30003),
    },
    [{ pod: here }],
    ['203.0.113.11'],
  );
  // a load balancer that has not got its address yet
  putService(
    cluster,
    'pending',
    { ...balancer, clusterIP: '10.96.0.87', loadBalancerSourceRanges: ['203.0.113.0/25'], ports: nodePort(30005) },
    [{ pod: here }],
  );
  putService(cluster, 'empty', { type: 'NodePort', clusterIP: '10.96.0.86', ports: nodePort(30004) }, []);
  return cluster;
}

/** The chains that others jump or go to, and all that there are, of the tables of one Node. */
function chainsOf({ iptables, nftables }: KernelConfig): { called: string[]; there: string[]; empty: string[] }[] {
  const tables = Object.values(iptables.IPv4).map((table) => {
    const chains = chainsInOrder(table);
    return {
      called: chains.flatMap(({ rules }) =>
        rules.flatMap(({ target }) => (target.kind === 'jump' ? [target.chain] : [])),
      ),
      there: chains.map(({ name }) => name),
      empty: chains.filter(({ rules }) => rules.length === 0).map(({ name }) => name),
    };
  });
  if (!nftables) return tables;
  const { chains, maps } = nftables.IPv4;
  const statements = [...chains.values()].flatMap(({ rules }) => rules.flatMap((rule) => rule.statements));
  const called = statements.flatMap((statement) => {
    if (statement.kind === 'jump' || statement.kind === 'goto') return [statement.chain];
    return statement.kind === 'gotoRandom' ? statement.chains : [];
  });
  const elements = [...maps.values()].flatMap((map) =>
    [...map.elements.values()].flatMap(({ verdict }) => (verdict.kind === 'goto' ? [verdict.chain] : [])),
  );
  const empty = [...chains.values()].filter(({ rules }) => rules.length === 0).map(({ name }) => name);
  return [...tables, { called: [...called, ...elements], there: [...chains.keys()], empty }];
}

/** Chains that stand empty, or uncalled, in a real cluster too. */
const STANDING =
  /^(PREROUTING|INPUT|FORWARD|OUTPUT|POSTROUTING|KUBE-(NODEPORTS|.*-CANARY|IPTABLES-HINT)|(nat|filter)-.*|cluster-ips-check|.*-check)$/;

describe.each(MODES)('§12.13, mode %s', (mode) => {
  it.each(['n1', 'n3'])(
    'every chain that is called is there with rules, and none stands without use, on %s',
    (node) => {
      for (const { called, there, empty } of chainsOf(kernelConfigOf(overall({ mode }), node))) {
        expect(
          called.filter((chain) => !there.includes(chain) || (empty.includes(chain) && !STANDING.test(chain))),
        ).toEqual([]);
        expect(there.filter((chain) => !called.includes(chain) && !STANDING.test(chain))).toEqual([]);
      }
    },
  );
});

/** Upstream's kube-proxy reads these sloppily; since 1.36 the API server refuses them (StrictIPCIDRValidation). */
describe('§12.12: addresses that are not canonical', () => {
  it.each([
    ['spec: {clusterIP: 10.96.0.041, ports: [{port: 80}]}', '10.96.0.041'],
    ['spec: {externalIPs: [192.168.099.022], ports: [{port: 80}]}', '192.168.099.022'],
    [
      'spec: {type: LoadBalancer, loadBalancerSourceRanges: [203.0.113.000/025], ports: [{port: 80}]}',
      '203.0.113.000/025',
    ],
  ])('%s', (spec, value) => {
    const { refusals } = openDocuments(parseText(`apiVersion: v1\nkind: Service\nmetadata: {name: web}\n${spec}\n`));
    expect(refusals.map(({ message }) => message).join()).toContain(
      `Invalid value: "${value}": must not have leading 0s`,
    );
  });
});

describe('§12.15: what kube-proxy knows of', () => {
  const names = (cluster: Cluster): string[] => serviceIndexOf(cluster, 'IPv4').ports.map(({ port }) => port.name);

  it('nothing of headless Services and of ExternalName', () => {
    const cluster = clusterFixture();
    putService(cluster, 'headless', { clusterIP: 'None' }, []);
    putService(cluster, 'alias', { type: 'ExternalName', externalName: 'example.com' }, []);
    expect(names(cluster)).toEqual([]);
  });

  it('each port of each Service', () => {
    const cluster = clusterFixture();
    const ports = (count: number) =>
      Array.from({ length: count }, (_, i) => ({
        name: `p${i}`,
        protocol: 'TCP' as const,
        port: 80 + i,
        targetPort: 8080,
      }));
    for (const [i, count] of [2, 3, 2, 3].entries())
      putService(cluster, `s${i}`, { clusterIP: `10.96.0.${81 + i}`, ports: ports(count) }, []);
    expect(names(cluster)).toHaveLength(10);
    expect(names(cluster)).toContain('default/s1:p2');
  });

  it('a health check port while the Service is a load balancer with externalTrafficPolicy Local', () => {
    const cluster = clusterFixture();
    const listens = (): boolean => kernelConfigOf(cluster, 'n1').listeners.some(({ port }) => port === 30100);
    const plain = { clusterIP: '10.96.0.81' };
    const local = {
      ...plain,
      type: 'LoadBalancer',
      externalTrafficPolicy: 'Local',
      healthCheckNodePort: 30100,
    } as const;
    for (const [spec, expected] of [
      [plain, false],
      [local, true],
      [plain, false],
    ] as const) {
      putService(cluster, 'web', spec, []);
      expect(listens()).toBe(expected);
    }
    expect(kubeProxyListeners([], { IPv4: null, IPv6: null }).some(({ port }) => port === 30100)).toBe(false);
  });

  it.each<[what: string, states: EndpointState[], count: number]>([
    ['three ready, one not', ['ready', 'ready', 'ready', 'notReady'], 3],
    ['all terminating', ['draining', 'gone'], 0],
    ['one ready among terminating ones', ['draining', 'ready'], 1],
    ['none', [], 0],
  ])('endpoints that the health check counts: %s', (_, states, count) => {
    const cluster = clusterFixture();
    const endpoints = states.map((state, i) => ({
      pod: putPod(cluster, { name: `p${i}`, node: 'n1', ip: `10.244.1.${i + 2}` }),
      state,
    }));
    const elsewhere = { pod: putPod(cluster, { name: 'far', node: 'n2', ip: '10.244.2.2' }) };
    putService(cluster, 'web', { clusterIP: '10.96.0.81' }, [...endpoints, elsewhere]);
    expect(localEndpointCount(cluster, 'default/web', 'n1', 'IPv4')).toBe(count);
    expect(localEndpointCount(cluster, 'default/web', 'n3', 'IPv4')).toBe(0);
  });
});
