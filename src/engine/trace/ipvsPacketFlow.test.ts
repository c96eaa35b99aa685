import { en } from '../../words/en.ts';
import { sayHop, sayLabel, sayReason } from '../../words/say.ts';
import { describe, expect, it } from 'vitest';
import type { IpvsScheduler } from '../../model/Ipvs.ts';
import type { ServiceSpec } from '../../model/Service.ts';
import type { Place, Trace } from '../../model/Trace.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { Random } from '../cluster/Random.ts';
import { clusterFixture, putPod, putService } from './clusterFixture.ts';
import { connect } from './connect.ts';
import { differences, ending, shop } from './flowsFixture.ts';
import { reach } from './reach.ts';

const TOOL = { kind: 'pod', namespace: 'default', name: 'tool' } as const;
const CLIENT: Place = { kind: 'client' };
const node = (name: string): Place => ({ kind: 'node', name });

/** Where ipvs mode differs from iptables mode; a line that stops being true fails (reference §7, §11.1). */
const DIFFERENT: Record<string, string> = {
  // other ports and pings: the address is the Node's own, and KUBE-IPVS-FILTER keeps what is no Service away from it
  ...Object.fromEntries(
    ['tool', 'web-1', 'n1', 'n2', 'n3'].flatMap((from) => [
      [`${from} tcp://10.96.0.80:81`, 'refused'],
      [`${from} icmp://10.96.0.80`, 'refused'],
    ]),
  ),
  'n1 tcp://127.0.0.1:30080': 'refused',
  'n2 tcp://127.0.0.1:30080': 'refused',
  'n3 tcp://127.0.0.1:30080': 'refused',
  // internalTrafficPolicy Local without a local endpoint: all endpoints
  'tool tcp://10.96.0.82:80': 'default/web-1 sees 10.244.3.2; default/web-2 sees 10.244.3.2',
  'n3 tcp://10.96.0.82:80': 'default/web-1 sees 192.168.251.103; default/web-2 sees 192.168.251.103',
  // externalTrafficPolicy Local has no short cut for Pods and the Node itself
  'tool tcp://192.168.251.101:30081': 'default/web-1 sees 10.244.3.2',
  'web-1 tcp://192.168.251.101:30081': 'default/web-1 sees 10.244.1.1',
  'n1 tcp://192.168.251.101:30081': 'default/web-1 sees 192.168.251.101',
  // a hairpin by way of another Node: KUBE-LOOP-BACK holds local endpoints only
  'web-1 tcp://192.168.251.103:30081': 'timeout',
};

describe('ipvs mode', () => {
  const cluster = shop('ipvs');

  it('takes every flow where iptables mode takes it, but for the known differences', () => {
    expect(differences('ipvs')).toEqual(DIFFERENT);
  });

  it.each<[string, Place, string, string]>([
    ['a ping', TOOL, 'icmp://10.96.0.80', 'n3 rejects it: nobody answers pings at s0.'],
    ['no endpoints', TOOL, 'tcp://10.96.0.89:80', 'n3 rejects it: none has no endpoints.'],
    [
      'outside the source ranges',
      CLIENT,
      'tcp://203.0.113.13:80',
      "n1 drops it: 198.51.100.7 is in none of s3's loadBalancerSourceRanges.",
    ],
    [
      'the Node outside the source ranges',
      node('n1'),
      'tcp://203.0.113.13:80',
      "n1 drops it: n1 itself is in none of s3's loadBalancerSourceRanges.",
    ],
  ])('says why: %s', (_, from, url, reason) => {
    expect(sayReason(en, reach(cluster, from, url).traces[0]?.reason ?? [])).toMatch(reason);
  });

  it('says by whose policy nobody is here', () => {
    const local = shopOf({ internalTrafficPolicy: 'Local' });
    expect(sayReason(en, reach(local, TOOL, 'tcp://10.96.0.80:80').traces[0]?.reason ?? [])).toMatch(
      'n3 rejects it: web has no endpoint on n3 and internalTrafficPolicy is Local.',
    );
  });
});

/** web-1 to web-3 on n1 behind one Service. */
function shopOf(spec: Partial<ServiceSpec>, scheduler: IpvsScheduler = 'rr', strictARP = false): Cluster {
  const cluster = clusterFixture({ mode: 'ipvs', ipvs: { scheduler, strictARP } });
  const pods = [2, 3, 4].map((n) => ({
    pod: putPod(cluster, { name: `web-${n - 1}`, node: 'n1', ip: `10.244.1.${n}` }),
  }));
  putPod(cluster, { name: 'tool', node: 'n3', ip: '10.244.3.2' });
  putService(cluster, 'web', { clusterIP: '10.96.0.80', ...spec }, pods);
  return cluster;
}

const hops = (trace: Trace | undefined): string[] =>
  (trace?.hops ?? []).map((hop) => `${hop.at.name} ${hop.hook ?? ''} ${sayLabel(en, hop.label)}`);

describe('the hops of a way', () => {
  it('go in at LOCAL_IN and come back through FORWARD', () => {
    const [trace] = reach(shopOf({}), TOOL, 'tcp://10.96.0.80:80').traces;
    expect(hops(trace)).toEqual([
      'default/tool  SYN ▸ 10.96.0.80',
      'n3 INPUT dst ▸ 10.244.1.2',
      'n1 FORWARD forwards',
      'default/web-1  sees 10.244.3.2',
      'n1 FORWARD forwards',
      'n3 FORWARD src ◂ 10.96.0.80',
      'default/tool  answered',
    ]);
    expect(trace?.hops[1] && sayHop(en, trace.hops[1])).toBe(
      'n3 takes 10.96.0.80 for an address of its own, and IPVS sends the packet on to web-1 (10.244.1.2:8080).',
    );
  });

  it("of the Node's own connection begin at the Service's address, which is masqueraded", () => {
    expect(hops(reach(shopOf({}), node('n3'), 'tcp://10.96.0.80:80').traces[0])).toEqual([
      'n3  SYN ▸ 10.96.0.80',
      'n3 OUTPUT dst ▸ 10.244.1.2',
      'n3 POSTROUTING src ▸ 192.168.251.103',
      'n1 FORWARD forwards',
      'default/web-1  sees 192.168.251.103',
      'n1 FORWARD forwards',
      'n3 PREROUTING dst ◂ 10.96.0.80',
      'n3 INPUT src ◂ 10.96.0.80',
      'n3  answered',
    ]);
  });

  it('cite the virtual server, the real one, and the elements of sets', () => {
    const [trace] = reach(shopOf({}), TOOL, 'tcp://10.96.0.80:80').traces;
    const tried = (trace?.hops[1]?.steps ?? []).flatMap((step) => (step.kind === 'rules' ? step.tried : []));
    const cited = tried
      .filter((rule) => rule.matched && rule.because.length > 0)
      .map(({ text, because }) => `${String(text)}: ${because.map(({ object, path }) => path || object).join(', ')}`);
    expect(cited).toEqual([
      '-A KUBE-SERVICES -m set --match-set KUBE-CLUSTER-IP dst,dst -j ACCEPT: spec.clusterIP, spec.ports[0].port',
      '-A KUBE-IPVS-FILTER -m set --match-set KUBE-CLUSTER-IP dst,dst -j RETURN: spec.clusterIP, spec.ports[0].port',
      'TCP  10.96.0.80:80 rr: spec.clusterIP, spec.ports[0].port',
      '-> 10.244.1.2:8080 Masq 1: spec.selector, Pod/default/web-1',
    ]);
    // what translates is the last of them
    const translate = trace?.hops[1]?.steps.find((step) => step.kind === 'translate');
    expect(translate?.ruleId).toBe(tried.find(({ text }) => String(text).startsWith('->'))?.ruleId);
  });
});

describe('schedulers', () => {
  const choices = (cluster: Cluster, times: number, from: Place = TOOL): string => {
    const random = new Random(7);
    const chosen = Array.from({ length: times }, () => {
      const trace = connect(cluster, from, 'tcp://10.96.0.80:80', random);
      return /web-(\d)/.exec(ending(trace))?.[1] ?? '-';
    });
    return chosen.join('');
  };

  it.each<[IpvsScheduler, string]>([
    ['rr', '123123'],
    ['wrr', '123123'],
    // each connection is short, but is counted for two minutes
    ['lc', '123123'],
    ['wlc', '123123'],
    // only open connections count, and there is never one
    ['sed', '111111'],
    ['nq', '111111'],
  ])('%s: %s', (scheduler, expected) => {
    const cluster = shopOf({}, scheduler);
    expect(choices(cluster, 6)).toBe(expected);
    const shares = reach(shopOf({}, scheduler), TOOL, 'tcp://10.96.0.80:80').traces.map(({ share }) => share);
    expect(shares).toEqual([1 / 3, 1 / 3, 1 / 3]);
  });

  it.each(['sh', 'dh'] as const)('%s sends each address always to the same', (scheduler) => {
    const cluster = shopOf({}, scheduler);
    expect(reach(cluster, TOOL, 'tcp://10.96.0.80:80').traces).toHaveLength(1);
    expect(new Set(choices(cluster, 6)).size).toBe(1);
    const sources = ['n1', 'n2', 'control-plane'].map((name) => choices(cluster, 1, node(name)));
    // Nodes connect from the Service's own address
    expect(new Set(sources).size).toBe(1);
  });

  it('remember a client for as long as the affinity says', () => {
    const affinity: Partial<ServiceSpec> = {
      sessionAffinity: 'ClientIP',
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } },
    };
    const cluster = shopOf(affinity);
    expect(choices(cluster, 3)).toBe('111');
    cluster.now += 61_000;
    expect(choices(cluster, 2)).toBe('22');
    expect(reach(cluster, TOOL, 'tcp://10.96.0.80:80').traces).toHaveLength(1);
  });
});

describe('strictARP', () => {
  const spec = { externalIPs: ['192.168.251.200'] };
  const from = (strict: boolean): string[] => {
    const { traces } = reach(shopOf(spec, 'rr', strict), CLIENT, 'tcp://192.168.251.200:80');
    return [...new Set(traces.map(ending))].sort();
  };

  it('off: any Node may be the one that answers for an external address in their network', () => {
    expect(from(false)).toHaveLength(12);
  });

  it('on: no Node does', () => expect(from(true)).toEqual(['timeout']));
});

// kube-ipvs0 holds every external address that is not the Node's own (§7.1): also one that another Node has
it("an external IP that is n2's address makes n2 a stranger to the other Nodes", () => {
  const ends = (spec: Partial<ServiceSpec>): string[] => [
    ...new Set(reach(shopOf(spec), node('n2'), 'tcp://10.244.1.2:8080').traces.map(ending)),
  ];
  expect(ends({})).toEqual(['default/web-1 sees 192.168.251.102']);
  expect(ends({ externalIPs: ['192.168.251.102'] })).toEqual(['timeout']);
});
