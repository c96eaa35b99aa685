import type { Miss, PeerText } from '../../model/Message.ts';
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

/** Why none of a rule's peers is this one, each reason once; nothing when one is, or when the rule names none. */
export function whyNotPeers(
  cluster: Cluster,
  peers: readonly PolicyPeer[] | undefined,
  policyNamespace: string,
  peer: Peer,
): Miss[] {
  if (!peers?.length) return [];
  const reasons = new Map<string, Miss>();
  for (const wanted of peers) {
    const reason = whyNotPeer(cluster, wanted, policyNamespace, peer);
    if (reason === undefined) return [];
    reasons.set(String(reason), reason);
  }
  return [...reasons.values()];
}

function whyNotPeer(
  cluster: Cluster,
  { ipBlock, podSelector, namespaceSelector }: PolicyPeer,
  policyNamespace: string,
  { ip, pod }: Peer,
): Miss | undefined {
  if (ipBlock) return whyNotBlock(ipBlock, ip);
  if (!pod) return ['noPod', ip];
  const { namespace = '', name, labels } = pod.metadata;
  if (namespaceSelector) {
    const object = cluster.store.get<KubeObject>('Namespace', undefined, namespace);
    if (!matchesSelector(namespaceSelector, object?.metadata.labels))
      return ['namespaceNot', namespace, selectorText(namespaceSelector)];
  } else if (namespace !== policyNamespace) return ['otherNamespace', name, namespace];
  if (podSelector && !matchesSelector(podSelector, labels)) return ['podNot', name, selectorText(podSelector)];
  return undefined;
}

function whyNotBlock({ cidr, except = [] }: NonNullable<PolicyPeer['ipBlock']>, ip: string): Miss | undefined {
  if (!contains(cidr, ip)) return ['notInBlock', ip, cidr];
  const out = except.find((part) => contains(part, ip));
  return out === undefined ? undefined : ['excepted', ip, out];
}

function contains(text: string, ip: string): boolean {
  const cidr = parseCidr(text);
  return cidr !== null && cidrContains(cidr, ip);
}

export function peerText({ ipBlock, podSelector, namespaceSelector }: PolicyPeer): PeerText {
  if (ipBlock) return { block: ipBlock.cidr, except: ipBlock.except ?? [] };
  return { pods: chosen(podSelector), ...(namespaceSelector && { namespaces: chosen(namespaceSelector) }) };
}

/** An empty selector selects all. */
const chosen = (selector: LabelSelector | undefined): string => selectorText(selector).replace('<none>', '');
