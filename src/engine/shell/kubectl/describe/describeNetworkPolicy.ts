import type { KubeObject } from '../../../../model/KubeObject.ts';
import type { Cluster } from '../../../cluster/Cluster.ts';
import type { Fields } from '../../../admit/Fields.ts';
import { selectorText } from '../../../controllers/selectorText.ts';
import type { Description } from './Description.ts';

const INDENT = '    ';

/** kubectl: describe.go, describeNetworkPolicy. */
export function describeNetworkPolicy(to: Description, _: Cluster, policy: KubeObject): void {
  const { metadata, spec } = policy as Fields;
  to.line(0, 'Name:', metadata.name);
  to.line(0, 'Namespace:', metadata.namespace);
  to.line(0, 'Created on:', metadata.creationTimestamp.replace('T', ' ').replace('Z', ' +0000 UTC'));
  to.labels(metadata.labels);
  to.annotations(metadata.annotations);
  to.line(0, 'Spec:');
  const pods = selectorText(spec.podSelector);
  const everyone = '    <none> (Allowing the specific traffic to all pods in this namespace)';
  to.line(1, `PodSelector: ${pods === '<none>' ? everyone : `    ${pods}`}`);
  for (const [type, rules, peers] of [
    ['Ingress', spec.ingress, 'from'],
    ['Egress', spec.egress, 'to'],
  ] as const) {
    const way = type.toLowerCase();
    if (spec.policyTypes?.includes(type)) {
      to.line(1, `Allowing ${way} traffic:`);
      rulesText(to, rules ?? [], peers, way);
    } else to.line(1, `Not affecting ${way} traffic`);
  }
  to.line(1, `Policy Types: ${(spec.policyTypes ?? []).join(', ')}`);
}

function rulesText(to: Description, rules: readonly Fields[], peers: 'from' | 'to', way: string): void {
  if (rules.length === 0) to.line(0, `${INDENT}<none> (Selected pods are isolated for ${way} connectivity)`);
  rules.forEach((rule, i) => {
    const { ports = [], [peers]: who = [] } = rule;
    if (ports.length === 0) to.line(0, `${INDENT}To Port: <any> (traffic allowed to all ports)`);
    for (const { port = '<nil>', endPort, protocol = 'TCP' } of ports)
      to.line(
        0,
        endPort === undefined
          ? `${INDENT}To Port: ${port}/${protocol}`
          : `${INDENT}To Port Range: ${port}-${endPort}/${protocol}`,
      );
    const title = peers === 'from' ? 'From' : 'To';
    if (who.length === 0)
      to.line(0, `${INDENT}${title}: <any> (traffic not restricted by ${peers === 'from' ? 'source' : 'destination'})`);
    for (const { podSelector, namespaceSelector, ipBlock } of who) {
      to.line(0, `${INDENT}${title}:`);
      if (namespaceSelector) to.line(1, `${INDENT}NamespaceSelector: ${selectorText(namespaceSelector)}`);
      if (podSelector) to.line(1, `${INDENT}PodSelector: ${selectorText(podSelector)}`);
      if (podSelector || namespaceSelector || !ipBlock) continue;
      to.line(1, `${INDENT}IPBlock:`);
      to.line(2, `${INDENT}CIDR: ${ipBlock.cidr}`);
      to.line(2, `${INDENT}Except: ${(ipBlock.except ?? []).join(', ')}`);
    }
    if (i < rules.length - 1) to.line(0, `${INDENT}----------`);
  });
}
