import type { Dice } from '../../kernel-check/Dice.ts';
import type { Cluster } from '../../src/engine/cluster/Cluster.ts';
import { settle } from '../../src/engine/controllers/settle.ts';
import { openDocuments } from '../../src/engine/openDocuments.ts';
import { parseText } from '../../src/engine/parse/parse.ts';
import { execute } from '../../src/engine/shell/execute.ts';
import { hold, type Target, without } from '../Target.ts';

const TEXT = `apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: NodePort, selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: nginx, ports: [{containerPort: 8080}]}]}}
---
apiVersion: v1
kind: Pod
metadata: {name: tool}
spec: {nodeName: n1, containers: [{name: c, image: busybox}]}
`;

const COMMANDS = [
  'get',
  'describe',
  'create',
  'apply',
  'delete',
  'edit',
  'expose',
  'scale',
  'set',
  'label',
  'annotate',
  'patch',
  'rollout',
  'run',
  'logs',
  'exec',
  'explain',
  'api-resources',
  'diff',
  'drain',
  'cordon',
  'taint',
  'events',
  'top',
];
const RESOURCES = [
  'svc',
  'pods',
  'po',
  'deploy',
  'nodes',
  'ep',
  'endpointslices',
  'all',
  'ns',
  'svc/web',
  'pod/tool',
  'deploy/web',
  'service',
  'web',
  'tool',
  'n1',
  'Pod',
  'pods.v1.',
  'deployments.apps',
  'nothing',
  'svc,pods',
  '--all',
];
const FLAGS = [
  '-o yaml',
  '-o json',
  '-o wide',
  '-o name',
  '-o jsonpath={.items[*].metadata.name}',
  "-o go-template='{{.kind}}'",
  '-n kube-system',
  '-A',
  '-l app=web',
  '-l "a in (b,c)"',
  '--field-selector=metadata.name=web',
  '--dry-run=client',
  '--replicas=3',
  '--port=80',
  '--image=nginx',
  '-f -',
  '--type=NodePort',
  '--watch=false',
  '--sort-by=.metadata.name',
  '-p \'{"spec":{"replicas":1}}\'',
  '--type=json',
  'a=b',
  'a-',
  '--help',
  '-it',
  '--',
  '--nope',
  '-o',
  '--show-labels',
];
const TOOLS = [
  'curl -s http://web',
  'curl web:80',
  'wget -qO- web',
  'dig web +short',
  'nslookup web',
  'ping -c 1 web',
  'nc -z web 80',
  'ip route',
  'ip addr',
  'iptables-save -t nat',
  'nft list ruleset',
  'ipvsadm -Ln',
  'conntrack -L',
  'ss -tln',
  'env',
  'echo $HOME',
  'cat /etc/resolv.conf',
  'sleep 1',
  'hostname',
  'tcpdump -c 1',
  'true',
  'false',
  'seq 3',
  'head -1',
  'grep a',
  'sed s/a/b/',
  'awk {print}',
  'wc -l',
  'sort',
  'uniq -c',
  'cut -d: -f1',
  'tr a b',
  'date',
  'traceroute web',
];
const PLACES = ['admin', 'admin', 'client', 'pod/tool', 'node/n1', 'nowhere'];
const SIGNS = [
  '"',
  "'",
  '`',
  '$',
  '$(',
  ')',
  '|',
  '||',
  '&&',
  ';',
  '&',
  '>',
  '<',
  '<<',
  '\\',
  '*',
  '{',
  '}',
  '#',
  '\n',
  '!',
  '$((',
  '))',
];

function lineOf(dice: Dice): string {
  const some = (list: readonly string[], most: number): string =>
    Array.from({ length: dice.between(0, most) }, () => dice.pick(list)).join(' ');
  const simple = (): string =>
    dice.chance(0.6)
      ? `kubectl ${dice.pick(COMMANDS)} ${some(RESOURCES, 3)} ${some(FLAGS, 3)}`
      : `${dice.pick(TOOLS)} ${some([...FLAGS, ...RESOURCES], 1)}`;
  let line = simple();
  while (dice.chance(0.25)) line += ` ${dice.pick(['|', '&&', '||', ';'])} ${simple()}`;
  if (dice.chance(0.15)) line = `for i in 1 2; do ${line}; done`;
  for (let n = dice.chance(0.3) ? dice.between(1, 3) : 0; n > 0; n--) {
    const at = dice.between(0, line.length);
    line = line.slice(0, at) + dice.pick(SIGNS) + line.slice(at + dice.between(0, 2));
  }
  return line;
}

const opened = (): Cluster => {
  const { cluster } = openDocuments(parseText(TEXT));
  settle(cluster);
  return cluster;
};

/** Lines in one cluster, one after another, as somebody types them. */
const LINES = 25;

export const shell: Target = {
  name: 'shell',
  title: 'the shell: whatever is typed gets an answer with an exit status',
  short: 750,
  once(dice) {
    const cluster = opened();
    const typed: string[] = [];
    for (let n = 0; n < LINES; n++) {
      const [on, line] = [dice.pick(PLACES), lineOf(dice)];
      typed.push(`${on}: ${line}`);
      const stdin = dice.pick(['', '', TEXT, '{}', 'a: [']);
      const { stdout, stderr, exit } = without(typed, () => execute(cluster, on, line, stdin));
      hold(Number.isInteger(exit) && exit >= 0 && exit <= 255, `exit ${exit}`, typed);
      hold(typeof stdout === 'string' && typeof stderr === 'string', 'no text', typed);
    }
    return LINES;
  },
};
