import type { PolicyPeer } from '../../model/NetworkPolicy.ts';
import type { KubeObject, LabelSelector } from '../../model/KubeObject.ts';
import type { Pod } from '../../model/Pod.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { matchesSelector } from '../controllers/labels.ts';
import { selectorText } from '../controllers/selectorText.ts';
import { cidrContains, parseCidr } from '../net/cidr.ts';
import { isUp } from '../proxy/nodeNetwork.ts';

/** The other end of a packet, as its address tells: a Pod, if one has it for its own. */
export interface Peer {
  ip: string;
  pod: Pod | undefined;
}

/** A Pod on its Node's network is not found by its address: that is the Node's. */
export function peerAt(cluster: Cluster, ip: string): Peer {
  for (const pod of cluster.control.pods.withIp(ip)) if (isUp(pod) && !pod.spec.hostNetwork) return { ip, pod };
  return { ip, pod: undefined };
}

/** Why none of a rule's peers is this one, in a clause; undefined when one is, or when the rule names none. */
export function whyNotPeers(
  cluster: Cluster,
  peers: readonly PolicyPeer[] | undefined,
  policyNamespace: string,
  peer: Peer,
): string | undefined {
  if (!peers?.length) return undefined;
  const reasons = new Set<string>();
  for (const wanted of peers) {
    const reason = whyNotPeer(cluster, wanted, policyNamespace, peer);
    if (reason === undefined) return undefined;
    reasons.add(reason);
  }
  return [...reasons].join('; ');
}

function whyNotPeer(
  cluster: Cluster,
  { ipBlock, podSelector, namespaceSelector }: PolicyPeer,
  policyNamespace: string,
  { ip, pod }: Peer,
): string | undefined {
  if (ipBlock) return whyNotBlock(ipBlock, ip);
  if (!pod) return `${ip} is no Pod's address`;
  const { namespace = '', name, labels } = pod.metadata;
  if (namespaceSelector) {
    const object = cluster.store.get<KubeObject>('Namespace', undefined, namespace);
    if (!matchesSelector(namespaceSelector, object?.metadata.labels))
      return `Namespace ${namespace} is not ${selectorText(namespaceSelector)}`;
  } else if (namespace !== policyNamespace) return `${name} is in another Namespace, ${namespace}`;
  if (podSelector && !matchesSelector(podSelector, labels)) return `${name} is not ${selectorText(podSelector)}`;
  return undefined;
}

function whyNotBlock({ cidr, except = [] }: NonNullable<PolicyPeer['ipBlock']>, ip: string): string | undefined {
  if (!contains(cidr, ip)) return `${ip} is not in ${cidr}`;
  const out = except.find((part) => contains(part, ip));
  return out === undefined ? undefined : `${ip} is excepted by ${out}`;
}

function contains(text: string, ip: string): boolean {
  const cidr = parseCidr(text);
  return cidr !== null && cidrContains(cidr, ip);
}

/** `app=web`, `app=web in Namespaces team=a`, `10.0.0.0/8 except 10.1.0.0/16`. */
export function peerText({ ipBlock, podSelector, namespaceSelector }: PolicyPeer): string {
  if (ipBlock) return ipBlock.except?.length ? `${ipBlock.cidr} except ${ipBlock.except.join(', ')}` : ipBlock.cidr;
  const pods = `Pods ${chosen(podSelector)}`;
  return namespaceSelector ? `${pods} in Namespaces ${chosen(namespaceSelector)}` : pods;
}

/** Of what a selector selects: an empty one selects all. */
const chosen = (selector: LabelSelector | undefined): string => selectorText(selector).replace('<none>', 'all');
