import { describe, expect, it } from 'vitest';
import type { Place } from '../../model/Trace.ts';
import { diagnosis as en } from '../../words/en/diagnosis.ts';
import { en as words } from '../../words/en.ts';
import { sayFix, sayHint, sayProblem } from '../../words/say.ts';
import { BELIEVED } from '../believedFixture.ts';
import { examine } from '../examine.ts';
import { openSettled } from '../openSettled.ts';
import { parseText } from '../parse/parse.ts';
import { withEdits } from '../../model/withEdits.ts';
import { reach } from '../trace/reach.ts';
import { CHECKS } from './checks.ts';

const pod = (name: string, more = '', labels = 'app: web', container = 'image: nginx') => `---
apiVersion: v1
kind: Pod
metadata: {name: ${name}, labels: {${labels}}}
spec:
  nodeName: n1
${more}  containers:
  - {name: c, ${container}}
`;
const service = (spec: string, name = 'web', metadata = '') => `---
apiVersion: v1
kind: Service
metadata: {name: ${name}${metadata}}
spec:
  ${spec.replaceAll('\n', '\n  ')}
`;
const WEB = 'selector: {app: web}\nports: [{port: 80}]';
const CLIENT = `---
apiVersion: kubehop.dev/v1
kind: Scenario
metadata: {name: s}
spec: {steps: [{on: client, reach: tcp://203.0.113.10:80}]}
`;
const steps = (step: string) => `---
apiVersion: kubehop.dev/v1
kind: Scenario
metadata: {name: s}
spec: {steps: [${step}]}
`;
const namespace = (name: string) => `---\napiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}}\n`;
const policy = (spec: string) => `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: guard}
spec: ${spec}
`;
const deployment = (replicas: number, labels: string, own = '') => `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web${own && `, labels: {${own}}`}}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {${labels}}}
  template:
    metadata: {labels: {${labels}}}
    spec: {containers: [{name: c, image: nginx}]}
`;

/** What is wrong, by the code that is to be found first, and the fix that is to mend it. */
const BROKEN: [code: string, text: string, fix?: RegExp][] = [
  ['selector/nothing', pod('web-1') + service('selector: {app: wbe}\nports: [{port: 80}]'), /^Select app=web$/],
  ['selector/nothing', deployment(2, 'component: web', 'app: web') + service(WEB), /^Select component=web$/],
  [
    'selector/nothing',
    pod('web-1', '', 'app.kubernetes.io/name: web, tier: front') + service(WEB),
    /^Select app.kubernetes.io\/name=web$/,
  ],
  [
    'selector/nothing',
    namespace('shop') + pod('web-1').replace('name: web-1', 'name: web-1, namespace: shop') + service(WEB),
    /^Move it to shop$/,
  ],
  [
    'selector/strangers',
    pod('web-1', '', 'app: web, tier: front') + pod('db', '', 'app: web, tier: db', 'image: postgres') + service(WEB),
    /^Select tier=front$/,
  ],
  ['endpoints/none', service('ports: [{port: 80}]')],
  ['targetPort/nobody', pod('web-1') + service('selector: {app: web}\nports: [{port: 80, targetPort: 8080}]'), /80$/],
  [
    'targetPort/name',
    pod('web-1', '', 'app: web', 'image: nginx, ports: [{name: http, containerPort: 80}]') +
      service('selector: {app: web}\nports: [{port: 80, targetPort: htp}]'),
    /http$/,
  ],
  ['targetPort/name', pod('web-1') + service('selector: {app: web}\nports: [{port: 80, targetPort: http}]'), /80$/],
  [
    'protocol/other',
    pod('dns', '', 'app: web', 'image: x, ports: [{containerPort: 53, protocol: UDP}]') +
      service('selector: {app: web}\nports: [{port: 53}]'),
    /UDP$/,
  ],
  [
    'targetPort/loopback',
    pod('web-1').replace('name: web-1', 'name: web-1, annotations: {kubehop.dev/listen: "127.0.0.1:80/tcp"}') +
      service(WEB),
    /80\/tcp$/,
  ],
  [
    'endpoints/port-name',
    `${service('ports: [{port: 80, name: http}]')}---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: web-1, labels: {kubernetes.io/service-name: web}}
addressType: IPv4
endpoints: [{addresses: [192.168.251.102]}]
ports: [{name: web, port: 6443}]
`,
    /http$/,
  ],
  [
    'pod/not-ready',
    pod('web-1', '', 'app: web', 'image: nginx, readinessProbe: {httpGet: {port: 8080}}') + service(WEB),
    /80$/,
  ],
  [
    'pod/not-ready',
    pod('web-1', '', 'app: web', 'image: nginx, readinessProbe: {exec: {command: ["false"]}}') + service(WEB),
  ],
  ['pod/gate', pod('web-1', '  readinessGates: [{conditionType: example.com/on}]\n') + service(WEB), /readinessGates/],
  [
    'pod/pending',
    pod('web-1', '  nodeSelector: {kubernetes.io/hostname: n9}\n').replace('  nodeName: n1\n', '') + service(WEB),
    /n1$/,
  ],
  [
    'headless/port',
    pod('web-1') +
      service('clusterIP: None\nselector: {app: web}\nports: [{port: 8080, targetPort: 80}]') +
      pod('ask', '', 'app: ask'),
    /80$/,
  ],
  ['headless/balance', pod('web-1') + service(`clusterIP: None\nsessionAffinity: ClientIP\n${WEB}`), /clusterIP/],
  [
    'headless/env',
    pod('web-1') +
      service(`clusterIP: None\n${WEB}`) +
      pod('ask', '', 'app: ask', 'image: x, ports: [{containerPort: 1}], args: ["--to=$(WEB_SERVICE_HOST)"]'),
    /web$/,
  ],
  [
    'externalName/address',
    service('type: ExternalName\nexternalName: 192.168.251.1\nports: [{port: 80}]'),
    /EndpointSlice/,
  ],
  [
    'externalName/port',
    service('type: ExternalName\nexternalName: example.com\nports: [{port: 80, targetPort: 8080}]'),
    /8080$/,
  ],
  [
    'dns/namespace',
    namespace('shop') +
      pod('web-1').replace('name: web-1', 'name: web-1, namespace: shop') +
      service(WEB, 'web', ', namespace: shop') +
      pod('ask', '', 'app: ask', 'image: x, ports: [{containerPort: 1}], env: [{name: URL, value: "http://web/"}]'),
    /web\.shop$/,
  ],
  [
    'service/missing',
    `${pod('web-1')}${service(WEB)}---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec: {defaultBackend: {service: {name: wep, port: {number: 80}}}}
`,
    /web$/,
  ],
  [
    'service/missing',
    `${pod('web-1')}${service(WEB)}---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec: {rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 8080}}}}]}}]}
`,
    /80$/,
  ],
  [
    'loadBalancer/pending',
    pod('web-1') + service(`type: LoadBalancer\n${WEB}`, 'web', ', annotations: {kubehop.dev/load-balancer: none}'),
    /load-balancer/,
  ],
  [
    'externalTrafficPolicy/local',
    pod('web-1') + service(`type: NodePort\nexternalTrafficPolicy: Local\n${WEB}`),
    /Cluster$/,
  ],
  [
    'internalTrafficPolicy/local',
    pod('web-1') + service(`internalTrafficPolicy: Local\n${WEB}`) + pod('ask', '', 'app: ask').replace('n1', 'n2'),
    /Cluster$/,
  ],
  [
    'sourceRanges/client',
    pod('web-1') + service(`type: LoadBalancer\nloadBalancerSourceRanges: [10.0.0.0/8]\n${WEB}`) + CLIENT,
    /198/,
  ],
  [
    'externalIP/shared',
    pod('web-1') +
      service(`externalIPs: [198.51.100.99]\n${WEB}`) +
      service(`externalIPs: [198.51.100.99]\n${WEB}`, 'too'),
  ],
  [
    'sessionAffinity/proxy',
    pod('web-1') +
      service(
        `type: LoadBalancer\nsessionAffinity: ClientIP\n${WEB}`,
        'web',
        ', annotations: {kubehop.dev/load-balancer: proxy}',
      ),
    /None$/,
  ],
  [
    'topology/safeguard',
    deployment(2, 'app: web') + service(WEB, 'web', ', annotations: {service.kubernetes.io/topology-mode: Auto}'),
    /PreferSameZone$/,
  ],
  [
    'policy/port',
    pod('web-1') +
      service('selector: {app: web}\nports: [{port: 8080, targetPort: 80}]') +
      policy('{podSelector: {matchLabels: {app: web}}, ingress: [{ports: [{port: 8080}]}]}'),
    /80$/,
  ],
  [
    'policy/snat',
    pod('web-1') +
      service(`type: LoadBalancer\n${WEB}`) +
      policy('{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 198.51.100.0/24}}]}]}'),
    /Local$/,
  ],
  [
    'policy/dns',
    pod('web-1') + service(WEB) + policy('{podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: 443}]}]}'),
    /DNS/,
  ],
  ['policy/nothing', pod('web-1') + service(WEB) + policy('{podSelector: {matchLabels: {app: x}}}')],
  ['deprecated', pod('web-1') + service(`trafficDistribution: PreferClose\n${WEB}`), /PreferSameZone$/],
  [
    'nodePort/range',
    pod('web-1') + service('type: NodePort\nselector: {app: web}\nports: [{port: 80, nodePort: 2181}]'),
    /nodePort/,
  ],
  [
    'nodePort/taken',
    pod('web-1') +
      service('type: NodePort\nselector: {app: web}\nports: [{port: 80, nodePort: 31002}]') +
      service('type: NodePort\nselector: {app: web}\nports: [{port: 80, nodePort: 31002}]', 'too'),
    /nodePort/,
  ],
  [
    'clusterIP/taken',
    pod('web-1') + service(`clusterIP: 10.96.9.9\n${WEB}`) + service(`clusterIP: 10.96.9.9\n${WEB}`, 'too'),
    /clusterIP/,
  ],
  ['clusterIP/range', pod('web-1') + service(`clusterIP: 10.1.9.9\n${WEB}`), /clusterIP/],
  [
    'nodePort/localhost',
    pod('web-1') +
      service('type: NodePort\nselector: {app: web}\nports: [{port: 80, nodePort: 31002}]') +
      '---\nkind: KubeProxyConfiguration\napiVersion: kubeproxy.config.k8s.io/v1alpha1\nmode: nftables\n' +
      steps('{on: node/n1, reach: "tcp://127.0.0.1:31002"}'),
    /^127\.0\.0\.1: 192\.168\.251\.101$/,
  ],
  [
    'nodePort/localhost',
    pod('web-1') +
      service('type: NodePort\nselector: {app: web}\nports: [{port: 80, nodePort: 31002}]') +
      '---\nkind: KubeProxyConfiguration\napiVersion: kubeproxy.config.k8s.io/v1alpha1\nmode: nftables\n' +
      steps('{on: node/n1, run: curl http://localhost:31002/, expect: refused}'),
    /^localhost: 192\.168\.251\.101$/,
  ],
  [
    'clusterIP/ping',
    pod('shop', '', 'app: shop') + pod('web-1') + service(WEB) + steps('{on: pod/shop, reach: icmp://web}'),
    /^reach: tcp:\/\/web:80$/,
  ],
  [
    'env/order',
    pod('early', '', 'app: x', 'image: busybox, command: [sh, -c, "connect ${WEB_SERVICE_HOST}:80"]') +
      service(WEB) +
      pod('web-1'),
    /^WEB_SERVICE_HOST: web$/,
  ],
  [
    'termination/preStop',
    deployment(2, 'app: web').replace(
      'metadata: {labels',
      'metadata: {annotations: {kubehop.dev/terminates-after: 0s}, labels',
    ) + service(WEB),
    /^preStop\.sleep: 5 s$/,
  ],
  [
    'ports/nameless',
    pod('web-1') + service('selector: {app: web}\nports: [{port: 80}, {port: 81, targetPort: 80, name: x}]'),
    /name: port-1/,
  ],
];

describe('each mistake', () => {
  it.each(BROKEN.map(([code, text, fix], i) => [`${code} (${i + 1})`, code, text, fix] as const))(
    '%s is found first, its fix mends it, and the connection gets through',
    (_, code, text, fix) => {
      const catalog = { ...words, diagnosis: en };
      const [found] = examine(text);
      if (!found) throw new Error('nothing found');
      expect(found.code, sayProblem(catalog, found)).toBe(code);
      expect(found.span).toBeDefined();
      expect(sayProblem(catalog, found)).not.toMatch(/undefined|\[object/);
      expect(sayHint(catalog, found)).not.toMatch(/undefined|\[object/);
      const [first] = found.fixes ?? [];
      if (!fix) return expect(first).toBeUndefined();
      if (!first) throw new Error('no fix');
      expect(sayFix(catalog, first)).toMatch(fix);
      const after = withEdits(text, first.edits);
      expect(parseText(after).documents.filter(({ error }) => error !== undefined)).toEqual([]);
      expect(
        examine(after).map((one) => one.code),
        after,
      ).not.toContain(code);
      if (!found.shows) return;
      const endings = (t: string, { from, url }: { from: Place; url: string }) =>
        reach(openSettled(t).opened.cluster, from, url).traces.map(({ ending }) => ending.result);
      expect(endings(text, found.shows).every((result) => result === 'delivered')).toBe(false);
      expect(new Set(endings(after, first.opens ?? found.shows))).toEqual(new Set(['delivered']));
    },
  );

  it('has a broken text here for every check', () => {
    const seen = new Set([...BROKEN.map(([code]) => code), ...Object.values(BELIEVED).map(({ code }) => code)]);
    expect(CHECKS.map(({ code }) => code).filter((code) => !seen.has(code))).toEqual([]);
    expect(new Set(CHECKS.map(({ code }) => code)).size).toBe(CHECKS.length);
  });
});
