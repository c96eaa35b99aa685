import { describe, expect, it } from 'vitest';
import { clusterFixture, putPod, putService } from '../../trace/clusterFixture.ts';
import { execute } from '../execute.ts';

function cluster() {
  const made = clusterFixture({ mode: 'ipvs' });
  const pods = [2, 3].map((n) => ({ pod: putPod(made, { name: `web-${n - 1}`, node: 'n1', ip: `10.244.1.${n}` }) }));
  putPod(made, { name: 'tool', node: 'n1', ip: '10.244.1.9' });
  const spec = { type: 'NodePort', clusterIP: '10.96.0.80', externalTrafficPolicy: 'Cluster' } as const;
  putService(
    made,
    'web',
    { ...spec, ports: [{ protocol: 'TCP', port: 80, targetPort: 8080, nodePort: 30080 }], sessionAffinity: 'ClientIP' },
    pods,
  );
  putService(made, 'dns', { clusterIP: '10.96.0.53', ports: [{ protocol: 'UDP', port: 53, targetPort: 53 }] }, pods);
  return made;
}

const on = (made: ReturnType<typeof cluster>, place: string, line: string): string => {
  const { stdout, stderr } = execute(made, place, line, '');
  return stdout + stderr;
};

describe('ipvsadm', () => {
  const title = `Prot LocalAddress:Port Scheduler Flags
  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn
`;

  it('-Ln lists virtual servers in the order of libipvs, TCP before UDP', () => {
    expect(on(cluster(), 'node/n2', 'ipvsadm -Ln')).toBe(`IP Virtual Server version 1.2.1 (size=4096)
${title}TCP  192.168.251.102:30080 rr persistent 10800
  -> 10.244.1.2:8080              Masq    1      0          0         
  -> 10.244.1.3:8080              Masq    1      0          0         
TCP  10.96.0.80:80 rr persistent 10800
  -> 10.244.1.2:8080              Masq    1      0          0         
  -> 10.244.1.3:8080              Masq    1      0          0         
UDP  10.96.0.53:53 rr
  -> 10.244.1.2:53                Masq    1      0          0         
  -> 10.244.1.3:53                Masq    1      0          0         
`);
  });

  it('counts connections that have ended, until the kernel forgets them', () => {
    const made = cluster();
    const show = 'ipvsadm -L -n -t 10.96.0.80:80';
    on(made, 'pod/tool', 'curl -s http://10.96.0.80/; curl -s http://10.96.0.80/');
    expect(on(made, 'node/n1', show)).toBe(`${title}TCP  10.96.0.80:80 rr persistent 10800
  -> 10.244.1.2:8080              Masq    1      0          2         
  -> 10.244.1.3:8080              Masq    1      0          0         
`);
    made.now += 121_000;
    expect(on(made, 'node/n1', show)).not.toContain('  2 ');
  });

  it('refuses what is not simulated', () => {
    expect(on(cluster(), 'node/n1', 'ipvsadm -Ln --stats')).toMatch(/^ipvsadm: only /);
    expect(on(cluster(), 'node/n1', 'ipvsadm -L')).toMatch(/^ipvsadm: only /);
  });
});

describe('ipset', () => {
  it('list prints a set as ipset 7.17 does', () => {
    const text = on(cluster(), 'node/n1', 'ipset list KUBE-LOOP-BACK');
    expect(text.replace(/initval 0x[0-9a-f]{8}/, 'initval 0x')).toBe(`Name: KUBE-LOOP-BACK
Type: hash:ip,port,ip
Revision: 6
Header: family inet hashsize 1024 maxelem 65536 bucketsize 12 initval 0x
Size in memory: 432
References: 1
Number of entries: 4
Members:
10.244.1.2,udp:53,10.244.1.2
10.244.1.3,udp:53,10.244.1.3
10.244.1.2,tcp:8080,10.244.1.2
10.244.1.3,tcp:8080,10.244.1.3
`);
    expect(on(cluster(), 'node/n1', 'ipset list -t KUBE-NODE-PORT-TCP')).toBe(`Name: KUBE-NODE-PORT-TCP
Type: bitmap:port
Revision: 3
Header: range 0-65535
Size in memory: 8264
References: 1
Number of entries: 1
`);
  });

  it('names the sets of IPv6 apart', () => {
    const names = on(cluster(), 'node/n1', 'ipset list -n').split('\n');
    expect(names).toHaveLength(35);
    expect(names).toContain('KUBE-6-LOAD-BALANCER-SOURCE-CID');
    expect(on(cluster(), 'node/n1', 'ipset list NONE')).toBe(
      'ipset v7.17: The set with the given name does not exist\n',
    );
  });
});

describe('ip addr show kube-ipvs0', () => {
  it('shows the addresses of Services', () => {
    expect(
      on(cluster(), 'node/n1', 'ip -4 addr show kube-ipvs0'),
    ).toBe(`3: kube-ipvs0: <BROADCAST,NOARP> mtu 1500 qdisc noop state DOWN group default 
    inet 10.96.0.53/32 scope global kube-ipvs0
       valid_lft forever preferred_lft forever
    inet 10.96.0.80/32 scope global kube-ipvs0
       valid_lft forever preferred_lft forever
`);
    expect(on(cluster(), 'node/n1', 'ip addr show dev nothing')).toBe('Device "nothing" does not exist.\n');
  });
});
