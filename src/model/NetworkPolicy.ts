import type { KubeObject, LabelSelector } from './KubeObject.ts';
import type { Protocol } from './Service.ts';

export type PolicyType = 'Ingress' | 'Egress';

/** `port` is a number, or the name of a Pod's port; without it every port of the protocol. */
export interface PolicyPort {
  protocol: Protocol;
  port?: number | string;
  endPort?: number;
}

export interface PolicyPeer {
  podSelector?: LabelSelector;
  namespaceSelector?: LabelSelector;
  ipBlock?: { cidr: string; except?: string[] };
}

/** A rule of ingress has `from`, one of egress `to`. */
export interface PolicyRule {
  ports?: PolicyPort[];
  from?: PolicyPeer[];
  to?: PolicyPeer[];
}

/** networking.k8s.io/v1 NetworkPolicy, after defaulting. */
export interface NetworkPolicy extends KubeObject {
  kind: 'NetworkPolicy';
  spec: {
    podSelector?: LabelSelector;
    policyTypes: PolicyType[];
    ingress?: PolicyRule[];
    egress?: PolicyRule[];
  };
}
