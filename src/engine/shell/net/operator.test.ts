import { expect, test } from 'vitest';
import type { StepResult } from '../../runScenario.ts';
import { runScenario } from '../../runScenario.ts';

/** Two Pods behind a node port and a UDP port; the commands of a client, and then of an operator. */
function run(...steps: [on: string, run: string][]): string[] {
  const text = [
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: 'web',
        labels: { app: 'web' },
        annotations: { 'kubehop.dev/listen': '80/tcp,53/udp' },
      },
      spec: { nodeName: 'n2', containers: [{ name: 'c', image: 'nginx' }] },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web' },
      spec: {
        type: 'NodePort',
        clusterIP: '10.96.0.80',
        selector: { app: 'web' },
        ports: [
          { name: 'http', port: 80, nodePort: 30080 },
          { name: 'dns', protocol: 'UDP', port: 53, nodePort: 30053 },
        ],
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'six' },
      spec: { clusterIP: 'None', ports: [{ port: 80 }] },
    },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: 'six', labels: { 'kubernetes.io/service-name': 'six' } },
      addressType: 'IPv6',
      endpoints: [{ addresses: ['fd00::5'] }],
      ports: [{ name: '', port: 80 }],
    },
    {
      apiVersion: 'kubehop.dev/v1',
      kind: 'Scenario',
      metadata: { name: 'operator' },
      spec: { steps: steps.map(([on, line]) => ({ on, run: line })) },
    },
  ]
    .map((document) => JSON.stringify(document))
    .join('\n---\n');
  return runScenario(text).steps.map((step: StepResult) => ('stdout' in step ? step.stdout : ''));
}

const CURL: [string, string] = ['client', 'curl -s http://192.168.251.101:30080/'];

test('rules and policies count the packets of the connections that commands make', () => {
  const [, , , , ports, forward, save, kept] = run(
    CURL,
    CURL,
    ['client', 'nc -z 192.168.251.101 30081'],
    ['client', 'echo | nc -u 192.168.251.101 30053'],
    ['node/n1', 'iptables -t nat -nvL KUBE-NODEPORTS'],
    ['node/n1', 'iptables -nvL KUBE-FORWARD | tail -2 | cut -c1-12'],
    ['node/n1', 'iptables-save -c -t nat | grep PREROUTING'],
    ['node/n3', 'iptables -t nat -nvL PREROUTING | head -1'],
  );
  const counts = [...(ports ?? '').matchAll(/^ *(\d+) +(\d+) KUBE-EXT.*(tcp|udp) dpt:(\d+)$/gm)].map((m) => m.slice(1));
  expect(counts).toContainEqual(['2', '120', 'tcp', '30080']);
  expect(counts).toContainEqual(['1', '28', 'udp', '30053']);
  // three packets go, three come back
  expect(forward).toBe('    3   148 \n    3   148 \n');
  expect(save).toBe(
    ':PREROUTING ACCEPT [1:60]\n[4:208] -A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES\n',
  );
  expect(kept).toBe('Chain PREROUTING (policy ACCEPT 0 packets, 0 bytes)\n');
});

test('iptables lists a chain, one rule, or the rules as commands', () => {
  const [chain, one, commands] = run(
    ['node/n1', 'iptables -t nat -n --line-numbers -L KUBE-POSTROUTING'],
    ['node/n1', 'iptables -t nat -n -L KUBE-POSTROUTING 2'],
    ['node/n1', 'iptables -t nat -v -S KUBE-POSTROUTING'],
  );
  // as iptables 1.8.9 prints it
  expect(chain).toBe(
    'Chain KUBE-POSTROUTING (1 references)\n' +
      'num  target     prot opt source               destination         \n' +
      '1    RETURN     0    --  0.0.0.0/0            0.0.0.0/0            mark match ! 0x4000/0x4000\n' +
      '2    MARK       0    --  0.0.0.0/0            0.0.0.0/0            MARK xor 0x4000\n' +
      '3    MASQUERADE  0    --  0.0.0.0/0            0.0.0.0/0            /* kubernetes service traffic requiring SNAT */ random-fully\n',
  );
  expect(one).toBe('MARK       0    --  0.0.0.0/0            0.0.0.0/0            MARK xor 0x4000\n');
  expect(commands).toBe(
    '-N KUBE-POSTROUTING\n' +
      '-A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -c 0 0 -j RETURN\n' +
      '-A KUBE-POSTROUTING -c 0 0 -j MARK --set-xmark 0x4000/0x0\n' +
      '-A KUBE-POSTROUTING -m comment --comment "kubernetes service traffic requiring SNAT" -c 0 0 -j MASQUERADE --random-fully\n',
  );
});

test.each<[line: string, expected: RegExp, exit: number]>([
  ['iptables -t nat -nL NOPE', /chain `NOPE' in table `nat' is incompatible, use 'nft' tool/, 1],
  ['iptables -t foo -nL', /table 'foo' does not exist/, 3],
  ['iptables -q', /unknown option "-q"/, 2],
  ['iptables', /no command specified/, 2],
  ['iptables -A INPUT -j DROP', /leaves a Node's rules to kube-proxy/, 2],
  ['conntrack -L --bogus', /unknown option `--bogus'/, 2],
  ['conntrack -L --dport 80', /unknown option `--dport'/, 2],
  ['conntrack -L -s x', /Invalid IP address `x'/, 2],
  ['conntrack -D -p tcp', /0 flow entries have been deleted/, 1],
  ['tcpdump -ni wlan9', /wlan9: No such device exists/, 1],
  ['tcpdump -n foo bar', /can't parse filter expression/, 1],
  ['tcpdump -v', /invalid option -- 'v'/, 1],
])('%s fails as the real program does', (line, expected, exit) => {
  const [answer] = run(['node/n1', `${line} 2>&1; echo "exit $?"`]);
  expect(answer).toMatch(expected);
  expect(answer).toContain(`exit ${exit}\n`);
});

test('conntrack tells what became of each connection, chooses entries, and forgets them', () => {
  const [, , , , all, udp, gone, left, events] = run(
    CURL,
    ['client', 'echo | nc -u 192.168.251.101 30053'],
    ['client', 'nc -z 192.168.251.101 30081'],
    ['client', 'ping -c 1 192.168.251.101'],
    ['node/n1', 'conntrack -L 2>/dev/null'],
    ['node/n1', 'conntrack -L -p udp --dport 30053 -o extended 2>/dev/null'],
    ['node/n1', 'conntrack -D -g 2>&1 | head -1'],
    ['node/n1', 'conntrack -C'],
    ['node/n1', 'conntrack -E -p tcp --dport 30081 2>/dev/null'],
  );
  const lines = (all ?? '').trim().split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(
    /^tcp {6}6 119 TIME_WAIT src=198\.51\.100\.7 dst=192\.168\.251\.101 sport=\d+ dport=30080 src=10\.244\.2\.2 dst=192\.168\.251\.101 sport=80 dport=\d+ \[ASSURED\] mark=0 use=1$/,
  );
  expect(lines[1]).toMatch(/^udp {6}17 29 src=\S+ dst=\S+ sport=\d+ dport=30053 src=10\.244\.2\.2 .* mark=0 use=1$/);
  expect(lines[2]).toMatch(
    /^icmp {5}1 29 src=\S+ dst=\S+ type=8 code=0 id=1 src=\S+ dst=\S+ type=0 code=0 id=1 mark=0/,
  );
  expect(udp).toMatch(/^ipv4 {5}2 udp {6}17 29 /);
  expect(gone).toBe('conntrack v1.4.7 (conntrack-tools): 2 flow entries have been deleted.\n');
  expect(left).toBe('1\n');
  // a reset that is the only answer ends an entry at once
  expect((events ?? '').split('\n').map((line) => line.replace(/ src=.*/, ''))).toEqual([
    '    [NEW] tcp      6 120 SYN_SENT',
    '[DESTROY] tcp      6 120 CLOSE',
    '',
  ]);
});

test('entries end when their time is over', () => {
  const [, before, , after, events] = run(
    ['client', 'echo | nc -u 192.168.251.101 30053'],
    ['node/n1', 'conntrack -C'],
    ['client', 'sleep 31'],
    ['node/n1', 'conntrack -C'],
    ['node/n1', 'conntrack -E -e DESTROY -o timestamp 2>/dev/null'],
  );
  expect([before, after]).toEqual(['1\n', '0\n']);
  expect(events).toMatch(/^\[17672256\d\d\.\d+\]\t\[DESTROY\] udp {6}17 src=/);
});

test('tcpdump shows the packets of earlier connections at an interface, as far as the filter wants them', () => {
  const [, , eth0, veth, pod, none] = run(
    CURL,
    ['client', 'nc -z 192.168.251.101 30081'],
    ['node/n1', 'tcpdump -nti eth0 2>/dev/null | cut -d, -f1'],
    ['node/n2', 'tcpdump -nti any tcp port 80 2>/dev/null | cut -d: -f1 | cut -c1-17'],
    ['pod/web', 'tcpdump -nt -c 1 2>&1 | tail -3'],
    ['node/n3', 'tcpdump -ni eth0 2>/dev/null'],
  );
  expect((eth0 ?? '').replace(/\.(3[2-9]|[4-6]\d)\d{3}\b/g, '.PORT').split('\n')).toEqual([
    'IP 198.51.100.7.PORT > 192.168.251.101.30080: Flags [S]',
    expect.stringMatching(/^IP 192\.168\.251\.101\.\w+ > 10\.244\.2\.2\.80: Flags \[S\]$/),
    expect.stringMatching(/^IP 10\.244\.2\.2\.80 > 192\.168\.251\.101\.\w+: Flags \[S\.\]$/),
    'IP 192.168.251.101.30080 > 198.51.100.7.PORT: Flags [S.]',
    'IP 198.51.100.7.PORT > 192.168.251.101.30081: Flags [S]',
    'IP 192.168.251.101.30081 > 198.51.100.7.PORT: Flags [R.]',
    '',
  ]);
  expect(veth).toMatch(/^eth0 {2}In {2}IP 192\.\nveth\w+ Out \nveth\w+ In {2}\neth0 {2}Out IP 10\.2\n$/);
  expect(pod).toBe('1 packet captured\n2 packets received by filter\n0 packets dropped by kernel\n');
  expect(none).toBe('');
});

test('routes are listed in the order of the kernel, and asked for one by one', () => {
  const [routes, via, own, nowhere, pod, client] = run(
    ['node/n1', 'ip route'],
    ['node/n1', 'ip route get 10.244.2.2'],
    ['node/n1', 'ip route get 192.168.251.101'],
    ['node/n1', 'ip route get fd00::1'],
    ['pod/web', 'ip route'],
    ['client', 'ip route get 10.96.0.80'],
  );
  expect(routes?.split('\n')).toEqual([
    'default via 192.168.251.1 dev eth0 ',
    '10.244.0.0/24 via 192.168.251.100 dev eth0 ',
    '10.244.1.0/24 dev unused scope link ',
    '10.244.2.0/24 via 192.168.251.102 dev eth0 ',
    '10.244.3.0/24 via 192.168.251.103 dev eth0 ',
    '192.168.251.0/24 dev eth0 proto kernel scope link src 192.168.251.101 ',
    '',
  ]);
  expect(via).toBe('10.244.2.2 via 192.168.251.102 dev eth0 src 192.168.251.101 uid 0 \n    cache \n');
  expect(own).toBe('local 192.168.251.101 dev lo src 192.168.251.101 uid 0 \n    cache <local> \n');
  expect(nowhere).toBe('');
  expect(pod).toBe(
    'default via 10.244.2.1 dev eth0 \n10.244.2.0/24 via 10.244.2.1 dev eth0 src 10.244.2.2 \n10.244.2.1 dev eth0 scope link src 10.244.2.2 \n',
  );
  expect(client).toBe('10.96.0.80 via 198.51.100.1 dev eth0 src 198.51.100.7 uid 0 \n    cache \n');
});

test('a program that listens at several ports is one', () => {
  const [ss, netstat] = run(['node/n1', 'ss -tlnp'], ['node/n1', 'netstat -tunpl']);
  expect(new Set(ss?.match(/"kube-proxy",pid=\d+/g)).size).toBe(1);
  expect(new Set(netstat?.match(/\d+\/kube-proxy/g)).size).toBe(1);
  expect(netstat).not.toContain('30080');
});

test('a Node’s settings can be read', () => {
  const [known, unknown] = run(
    ['node/n1', 'sysctl net.ipv4.conf.all.route_localnet net/ipv4/ip_forward'],
    ['node/n1', 'sysctl -n kernel.hostname'],
  );
  expect(known).toBe('net.ipv4.conf.all.route_localnet = 1\nnet.ipv4.ip_forward = 1\n');
  expect(unknown).toBe('');
});

test('dig takes a word for a type or a class wherever it stands, until -t has told', () => {
  const short = run(
    ['pod/web', 'dig +short aaaa web.default.svc.cluster.local in'],
    ['pod/web', 'dig a'],
    ['pod/web', 'dig -t A a'],
  );
  expect(short[0]).toBe('');
  // a type and no name: it asks for the root's name servers
  expect(short[1]).toMatch(/^;\.\t+IN\tNS$/m);
  expect(short[2]).toMatch(/^;a\.\t+IN\tA$/m);
});

test('dig asks for each name: what stands before the first holds for all, what stands behind one for it alone', () => {
  const [both, mixed, other] = run(
    ['pod/web', 'dig +short web.default.svc.cluster.local kubernetes.default.svc.cluster.local'],
    ['pod/web', 'dig kubernetes.default.svc.cluster.local +short web.default.svc.cluster.local'],
    [
      'pod/web',
      'dig +short +domain=default.svc.cluster.local kubernetes; dig +short +search +ndots=1 kubernetes.default',
    ],
  );
  expect(both?.split('\n')).toHaveLength(3);
  expect(mixed?.match(/^(;; global options|;; Got answer|;; ANSWER SECTION)/gm)).toEqual([
    ';; Got answer',
    ';; ANSWER SECTION',
  ]);
  expect(mixed?.startsWith('10.96.0.1\n')).toBe(true);
  expect(other).toBe('10.96.0.1\n');
});

test('kube-proxy tells its mode on the Node itself', () => {
  expect(run(['node/n1', 'curl -s http://127.0.0.1:10249/proxyMode'])).toEqual(['iptables']);
});

test('curl connects from the port that it is told, and finds no address of another family', () => {
  const [, flows, one, none, wrong] = run(
    ['pod/web', 'curl -s --local-port 40001 http://10.96.0.80/'],
    ['node/n2', 'conntrack -L -p tcp --sport 40001 2>/dev/null | grep -c dport=80'],
    ['node/n2', 'conntrack -G -p tcp -s 10.244.2.2 -d 10.96.0.80 --sport 40001 --dport 80'],
    ['node/n2', 'conntrack -G -p tcp -s 10.244.2.2 -d 10.96.0.80 --sport 40009 --dport 80 2>&1'],
    [
      'pod/web',
      'curl -s -4 http://six/; echo $?; curl -s -6 http://web/; echo $?; curl -s -6 http://10.96.0.80/; echo $?',
    ],
  );
  expect(flows).toBe('1\n');
  expect(one).toMatch(/^tcp      6 119 TIME_WAIT src=10\.244\.2\.2 .* use=2\n$/);
  expect(none).toBe("conntrack v1.4.7 (conntrack-tools): Operation failed: such conntrack doesn't exist\n");
  expect(wrong).toBe('6\n7\n7\n');
});
