import { expect, test } from 'vitest';
import { macText } from '../../../capture/ipPacket.ts';
import { openSettled } from '../../openSettled.ts';
import { execute } from '../execute.ts';

const text = (mode: string): string => `apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: ${mode}
---
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {nodeName: n1, containers: [{name: c, image: nginx}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {clusterIP: 10.96.0.80, selector: {app: web}, ports: [{port: 80}]}
`;
const { cluster } = openSettled(text('iptables')).opened;
const ipvs = openSettled(text('ipvs')).opened.cluster;
const answer = (line: string, on = 'node/n1', of = cluster): string => {
  const { stdout, stderr, exit } = execute(of, on, line, '');
  return exit === 0 ? stdout : `${stdout}${stderr}exit ${exit}\n`;
};
const VETH = /veth[0-9a-f]{8}/.exec(answer('ip -br link'))?.[0] ?? '';
const FLAGS = '<BROADCAST,MULTICAST,UP,LOWER_UP>';
const VALID = '       valid_lft forever preferred_lft forever\n';
const MAC = macText('n1 eth0');

/** In the form in which iproute2 6.1 prints such interfaces. */
test.each([
  [
    'ip addr show eth0',
    `2: eth0: ${FLAGS} mtu 1500 qdisc noqueue state UP group default qlen 1000\n    link/ether ${MAC} brd ff:ff:ff:ff:ff:ff\n    inet 192.168.251.101/24 brd 192.168.251.255 scope global eth0\n${VALID}`,
  ],
  [
    'ip -4 a s dev lo',
    `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000\n    inet 127.0.0.1/8 scope host lo\n${VALID}`,
  ],
  [
    'ip -6 addr',
    `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 state UNKNOWN qlen 1000\n    inet6 ::1/128 scope host \n${VALID}`,
  ],
  [
    'ip -br -4 addr',
    `lo               UNKNOWN        127.0.0.1/8 \neth0             UP             192.168.251.101/24 \n${VETH}@if2 UP             10.244.1.1/32 \n`,
  ],
  [
    'ip -o -4 addr show scope global',
    `2: eth0    inet 192.168.251.101/24 brd 192.168.251.255 scope global eth0\\${VALID}3: ${VETH}    inet 10.244.1.1/32 scope global ${VETH}\\${VALID}`,
  ],
  [
    `ip link show ${VETH}`,
    `3: ${VETH}@if2: ${FLAGS} mtu 1500 qdisc noqueue state UP mode DEFAULT group default qlen 1000\n    link/ether ${macText(`n1 ${VETH}`)} brd ff:ff:ff:ff:ff:ff link-netnsid 0\n`,
  ],
  [
    'ip -o link show eth0',
    `2: eth0: ${FLAGS} mtu 1500 qdisc noqueue state UP mode DEFAULT group default qlen 1000\\    link/ether ${MAC} brd ff:ff:ff:ff:ff:ff\n`,
  ],
  ['ip -br link show lo', 'lo               UNKNOWN        00:00:00:00:00:00 <LOOPBACK,UP,LOWER_UP> \n'],
  ['ip rule', '0:\tfrom all lookup local\n32766:\tfrom all lookup main\n32767:\tfrom all lookup default\n'],
  ['ip -6 rule list', '0:\tfrom all lookup local\n32766:\tfrom all lookup main\n'],
  ['ip route show default', 'default via 192.168.251.1 dev eth0 \n'],
  ['ip r s 10.244.2.0/24', '10.244.2.0/24 via 192.168.251.102 dev eth0 \n'],
  [
    'ip route list dev eth0',
    'default via 192.168.251.1 \n10.244.0.0/24 via 192.168.251.100 \n10.244.2.0/24 via 192.168.251.102 \n10.244.3.0/24 via 192.168.251.103 \n192.168.251.0/24 proto kernel scope link src 192.168.251.101 \n',
  ],
  [
    'ip route show table local',
    `local 10.244.1.1 dev ${VETH} proto kernel scope host src 10.244.1.1 
local 127.0.0.0/8 dev lo proto kernel scope host src 127.0.0.1 
local 127.0.0.1 dev lo proto kernel scope host src 127.0.0.1 
broadcast 127.255.255.255 dev lo proto kernel scope link src 127.0.0.1 
local 192.168.251.101 dev eth0 proto kernel scope host src 192.168.251.101 
broadcast 192.168.251.255 dev eth0 proto kernel scope link src 192.168.251.101 
`,
  ],
  ['ip -V', 'ip utility, iproute2-6.1.0, libbpf 1.1.2\n'],
  ['ip addr show nope', 'Device "nope" does not exist.\nexit 1\n'],
  ['ip foo', 'Object "foo" is unknown, try "ip help".\nexit 1\n'],
  ['ip route foo', 'Command "foo" is unknown, try "ip route help".\nexit 255\n'],
  ['ip route get', 'need at least a destination address\nexit 1\n'],
])('%s', (line, expected) => expect(answer(line)).toBe(expected));

test.each([
  'ip -s link',
  'ip neigh',
  'ip addr add 10.0.0.1/32 dev lo',
  'ip route show table all',
  'ip route get 10.0.0.1 from 10.0.0.2',
])('%s is not simulated, and says so', (line) => expect(answer(line)).toMatch(/^ip: .* simulated.*\nexit \d+\n$/));

test("a Pod's eth0 is one end of a pair whose other end the Node has", () => {
  expect(answer('ip -br addr', 'pod/web')).toMatch(/^eth0@if3 {9}UP {13}10\.244\.1\.2\/24 $/m);
  expect(answer('ip link', 'pod/web')).toContain(
    `link/ether ${macText('default/web eth0')} brd ff:ff:ff:ff:ff:ff link-netnsid 0\n`,
  );
});

test('ip addr show kube-ipvs0: the addresses of Services, on a device that is down; the kernel takes them for its own', () => {
  const shown = answer('ip addr show kube-ipvs0', 'node/n1', ipvs);
  expect(shown).toMatch(
    /^3: kube-ipvs0: <BROADCAST,NOARP> mtu 1500 qdisc noop state DOWN group default \n {4}link\/ether \S+ brd ff:ff:ff:ff:ff:ff\n/,
  );
  expect(shown).toContain('    inet 10.96.0.80/32 scope global kube-ipvs0\n');
  expect(answer('ip route show table local', 'node/n1', ipvs)).toContain(
    'local 10.96.0.80 dev kube-ipvs0 proto kernel scope host src 10.96.0.80 \n',
  );
  expect(answer('ip addr show up', 'node/n1', ipvs)).not.toContain('kube-ipvs0');
});
