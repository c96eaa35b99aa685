import { expect, test } from 'vitest';
import { runScenario } from '../../runScenario.ts';

const SERVICE = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web' },
  spec: {
    type: 'NodePort',
    clusterIP: '10.96.0.80',
    sessionAffinity: 'ClientIP',
    selector: { app: 'web' },
    ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }],
  },
};
const pod = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, labels: { app: 'web' } },
  spec: { nodeName: 'n1', containers: [{ name: 'c', image: 'nginx', ports: [{ containerPort: 8080 }] }] },
});

function run(...commands: string[]): { stdout: string; stderr: string; exit: number }[] {
  return runIn([SERVICE, pod('web-1'), pod('web-2')], ...commands);
}

function runIn(documents: object[], ...commands: string[]): { stdout: string; stderr: string; exit: number }[] {
  const scenario = {
    apiVersion: 'kubehop.dev/v1',
    kind: 'Scenario',
    metadata: { name: 't' },
    spec: { steps: commands.map((command) => ({ on: 'node/n1', run: command })) },
  };
  const text = [...documents, scenario].map((document) => JSON.stringify(document)).join('\n---\n');
  return runScenario(text).steps as unknown as { stdout: string; stderr: string; exit: number }[];
}

// as nft 1.0.6 lists what iptables 1.8.9 wrote
test('nft lists the rules of iptables in its own words, and warns', () => {
  const [chain, postrouting, nat, missing, random, whole] = run(
    'nft -s list table ip nat | grep "dnat to 10.244.1.\\|dport 30080"',
    'nft list chain ip nat KUBE-POSTROUTING',
    'nft list chain ip nat OUTPUT',
    'nft list chain ip nat NOPE',
    'nft -s list table ip nat | grep -c "^\t\t meta random & 2147483647 < 1073741824 counter jump KUBE-SEP-"',
    'nft list ruleset | grep -c masquerade',
  );
  expect(chain?.stdout).toBe(
    [
      '\t\tmeta l4proto tcp ip daddr 127.0.0.0/8  tcp dport 30080 xt match nfacct counter jump KUBE-EXT-LOLE4ISW44XBNF3G\n',
      '\t\tmeta l4proto tcp  tcp dport 30080 counter jump KUBE-EXT-LOLE4ISW44XBNF3G\n',
      '\t\tmeta l4proto tcp  xt match recent  counter dnat to 10.244.1.2:8080\n',
      '\t\tmeta l4proto tcp  xt match recent  counter dnat to 10.244.1.3:8080\n',
    ].join(''),
  );
  expect(postrouting).toMatchObject({
    stdout:
      'table ip nat {\n' +
      '\tchain KUBE-POSTROUTING {\n' +
      '\t\tmeta mark & 0x00004000 != 0x00004000 counter packets 0 bytes 0 return\n' +
      '\t\tcounter packets 0 bytes 0 meta mark set mark xor 0x4000\n' +
      '\t\t counter packets 0 bytes 0 masquerade fully-random\n' +
      '\t}\n}\n',
    stderr: '# Warning: table ip nat is managed by iptables-nft, do not touch!\n',
    exit: 0,
  });
  expect(nat?.stdout).toContain('\t\ttype nat hook output priority -100; policy accept;\n\t\t counter packets');
  expect(missing?.stderr).toContain('Error: No such file or directory\nlist chain ip nat NOPE\n');
  // its own, and those of kube-dns
  expect(random?.stdout).toBe('4\n');
  // the library that reads targets of iptables gives each once
  expect(whole).toMatchObject({ stdout: '1\n' });
  expect(whole?.stderr).toContain(
    'table ip6 nat is managed by iptables-nft, do not touch!\nXT target MASQUERADE not found\n',
  );
});

test('nft tells a mask of the highest bit as a prefix', () => {
  const proxy = {
    apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
    kind: 'KubeProxyConfiguration',
    iptables: { masqueradeBit: 31 },
  };
  const [postrouting, forward] = runIn(
    [proxy],
    'nft -s list chain ip nat KUBE-POSTROUTING',
    'nft -s list chain ip filter KUBE-FORWARD',
  );
  expect(postrouting?.stdout).toContain('\t\tmeta mark != 0x80000000/1 counter return\n');
  expect(forward?.stdout).toContain('meta mark 0x80000000/1 counter accept\n');
});
