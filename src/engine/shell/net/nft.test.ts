import { expect, test } from 'vitest';
import { openSettled } from '../../openSettled.ts';
import { execute } from '../execute.ts';

const NFTABLES = `apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: nftables
---
`;
const WEB = `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {nodeName: n1, containers: [{name: c, image: nginx}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {clusterIP: 10.96.0.80, selector: {app: web}, sessionAffinity: ClientIP, ports: [{port: 80}]}
`;
const { cluster } = openSettled(`${NFTABLES}apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
networking: {podSubnet: "10.244.0.0/16,fd00:10:244::/48", serviceSubnet: "10.96.0.0/12,fd00:10:96::/112"}
---
${WEB}`).opened;
const answer = (line: string, on = 'node/n1'): string => {
  const { stdout, stderr, exit } = execute(cluster, on, line, '');
  return exit === 0 ? stdout : `${stdout}${stderr}exit ${exit}\n`;
};

/** As nft 1.0.6 prints them, with the same rules loaded (the numbers of `-a` too). */
test.each([
  [
    'nft list tables',
    'table ip mangle\ntable ip nat\ntable ip filter\ntable ip6 mangle\ntable ip6 nat\ntable ip6 filter\n' +
      'table ip kube-proxy\ntable ip6 kube-proxy\n',
  ],
  ['nft list tables ip6', 'table ip6 mangle\ntable ip6 nat\ntable ip6 filter\ntable ip6 kube-proxy\n'],
  ['nft list tables inet', ''],
  ['nft list counters', ''],
  [
    'nft -s list table ip filter',
    `table ip filter {
	chain KUBE-FIREWALL {
		ip saddr != 127.0.0.0/8 ip daddr 127.0.0.0/8  ct status dnat counter drop
	}

	chain KUBE-KUBELET-CANARY {
	}

	chain OUTPUT {
		type filter hook output priority filter; policy accept;
		counter jump KUBE-FIREWALL
	}

	chain INPUT {
		type filter hook input priority filter; policy accept;
		counter jump KUBE-FIREWALL
	}
}
`,
  ],
  [
    'nft list ruleset ip6 | head -12',
    `table ip6 mangle {
	chain KUBE-IPTABLES-HINT {
	}

	chain KUBE-KUBELET-CANARY {
	}
}
table ip6 nat {
	chain KUBE-KUBELET-CANARY {
	}
}
table ip6 filter {
`,
  ],
  [
    'nft list chains ip6 | head -6',
    'table ip6 mangle {\n\tchain KUBE-IPTABLES-HINT {\n\t}\n\tchain KUBE-KUBELET-CANARY {\n\t}\n}\n',
  ],
  [
    'nft list chain kube-proxy services',
    `table ip kube-proxy {
	chain services {
		ip daddr @cluster-ips ip saddr != 10.244.0.0/16 meta mark set meta mark | 0x00004000 comment "masquerade clusterIP traffic from outside cluster"
		ip daddr . meta l4proto . th dport vmap @service-ips
		ip daddr @nodeport-ips meta l4proto . th dport vmap @service-nodeports
	}
}
`,
  ],
  [
    'nft -a list chain ip kube-proxy filter-input',
    `table ip kube-proxy {
	chain filter-input { # handle 3
		type filter hook input priority filter; policy accept;
		ct state new jump nodeport-endpoints-check # handle 33
		ct state new jump service-endpoints-check # handle 34
	}
}
`,
  ],
  [
    'nft -t list set ip kube-proxy cluster-ips',
    'table ip kube-proxy {\n\tset cluster-ips {\n\t\ttype ipv4_addr\n\t\tcomment "Active ClusterIPs"\n\t}\n}\n',
  ],
  [
    "nft 'list map ip6 kube-proxy service-nodeports'",
    'table ip6 kube-proxy {\n\tmap service-nodeports {\n\t\ttype inet_proto . inet_service : verdict\n\t\tcomment "NodePort traffic"\n\t}\n}\n',
  ],
  [
    'nft get element ip kube-proxy service-ips { 10.96.0.80 . tcp . 80 }',
    `table ip kube-proxy {
\tmap service-ips {
\t\ttype ipv4_addr . inet_proto . inet_service : verdict
\t\telements = { 10.96.0.80 . tcp . 80 : goto service-PFISGYVC-default/web/tcp/ }
\t}
}
`,
  ],
  [
    "nft 'get element kube-proxy cluster-ips {10.96.0.1}'",
    'table ip kube-proxy {\n\tset cluster-ips {\n\t\ttype ipv4_addr\n\t\telements = { 10.96.0.1 }\n\t}\n}\n',
  ],
  [
    'nft get element ip kube-proxy cluster-ips { 10.96.74.77 }',
    `Error: Could not process rule: No such file or directory
get element ip kube-proxy cluster-ips { 10.96.74.77 }
${'^'.repeat(53)}
exit 1
`,
  ],
  ['nft --version', 'nftables v1.0.6 (Lester Gooch #5)\n'],
  ['nft', 'nft: no command specified\nexit 1\n'],
  ['nft list table ip nope', 'Error: No such file or directory\nlist table ip nope\n              ^^^^\nexit 1\n'],
  [
    'nft list map ip kube-proxy cluster-ips',
    'Error: No such file or directory\nlist map ip kube-proxy cluster-ips\n                       ^^^^^^^^^^^\nexit 1\n',
  ],
])('%s', (line, expected) => expect(answer(line)).toBe(expected));

test('the lists of chains, sets and maps are parts of the ruleset, without what they do not name', () => {
  const chains = answer('nft list chains ip');
  expect(chains).toMatch(/\ntable ip kube-proxy \{\n\tchain filter-prerouting-pre-dnat \{\n\t\ttype filter hook/);
  expect(chains).toContain('\tchain services {\n\t}\n\tchain masquerading {\n\t}\n');
  const names = (text: string, kind: string) =>
    [...text.matchAll(new RegExp(`^\t${kind} (\\S+) `, 'gm'))].map((m) => m[1]);
  const whole = answer('nft list ruleset');
  for (const kind of ['chain', 'set', 'map']) {
    const list = answer(`nft list ${kind}s`);
    expect(names(list, kind)).toEqual(names(whole, kind));
    expect(list).not.toMatch(new RegExp(`^\t(?!${kind})(chain|set|map) `, 'm'));
  }
  const own = `${answer('nft list table ip kube-proxy')}${answer('nft list table ip6 kube-proxy')}`;
  const kubelets = ['mangle', 'nat', 'filter'].map((name) => answer(`nft list table ip ${name}`)).join('');
  expect(whole.startsWith(kubelets)).toBe(true);
  expect(whole.endsWith(`}\n${own}`)).toBe(true);
});

test('a set of session affinity shows whom it remembers, two in a line, unless it is left out', () => {
  for (const on of ['client', 'pod/web']) answer('curl -s http://10.96.0.80/', on);
  answer('curl -s http://10.96.0.80/', 'node/n1');
  const set = /set (affinity-\S+)/.exec(answer('nft list sets ip'))?.[1] ?? '';
  const elements = (options: string) =>
    /elements = \{[^}]*\}/.exec(answer(`nft ${options} list set ip kube-proxy ${set}`))?.[0];
  expect(elements('')).toMatch(
    /^elements = \{ [\d.]+ expires (3h|2h59m59s(\d+ms)?), [\d.]+ expires (3h|2h59m59s(\d+ms)?) \}$/,
  );
  expect(elements('-s')).toMatch(/^elements = \{ [\d.]+, [\d.]+ \}$/);
  expect(elements('-t')).toBeUndefined();
});

test.each(['nft add table ip x', 'nft -j list ruleset', 'nft list ruleset foo', 'nft list chain ip kube-proxy'])(
  '%s is not simulated, and says so',
  (line) => expect(answer(line)).toMatch(/^nft: only .* are simulated\nexit 1\n$/),
);

test('with iptables, nft knows the tables of iptables', () => {
  const { cluster: other } = openSettled('').opened;
  expect(execute(other, 'node/n1', 'nft list tables', '').stdout).toBe(
    'table ip mangle\ntable ip nat\ntable ip filter\ntable ip6 mangle\ntable ip6 nat\ntable ip6 filter\n',
  );
  // their handles are not known
  const line = 'nft -a list table ip nat';
  expect(execute(other, 'node/n1', line, '').stderr).toContain('iptables-save alone tells');
});

test('nft warns of rules that iptables wrote', () =>
  expect(execute(cluster, 'node/n1', 'nft list ruleset', '').stderr).toBe(
    '# Warning: table ip filter is managed by iptables-nft, do not touch!\n',
  ));

test('an element tells the timeout that it came with when the set gets another, and is held for the new one', () => {
  const { cluster: other } = openSettled(NFTABLES + WEB).opened;
  const on = (line: string): string => execute(other, 'node/n2', line, '').stdout;
  on('curl -s http://10.96.0.80/');
  execute(
    other,
    'admin',
    `kubectl patch svc web -p '{"spec":{"sessionAffinityConfig":{"clientIP":{"timeoutSeconds":3}}}}'`,
    '',
  );
  on('curl -s http://10.96.0.80/');
  const sets = on('nft list sets ip');
  expect(sets).toContain('\t\ttimeout 3s\n');
  expect(sets).toMatch(/elements = \{ [\d.]+ timeout 3h expires (3s|2s)/);
});
