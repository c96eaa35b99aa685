import type { FindingArgs, FixArgs, HintArgs, Texts } from '../../model/Message.ts';

/** What is wrong with a text. */
export const findings: Texts<FindingArgs> = {
  selectsNothing: (service, namespace, labels) =>
    `Service ${service} selects nothing: no Pod in ${namespace} has ${labels}`,
  nobodyListens: (port, service) =>
    `Nothing listens on ${port} in the Pods of Service ${service}: connections will be refused`,
  closedPort: (port, service, policy, target) =>
    `Nobody gets to port ${port} of Service ${service}: NetworkPolicy ${policy} isolates its Pods, and no rule lets ${target} in`,
  policySelectsNothing: (policy, namespace) =>
    `NetworkPolicy ${policy} selects nothing: no Pod in ${namespace} has these labels`,
  noDns: (policy) =>
    `NetworkPolicy ${policy} cuts its Pods off from DNS: no egress rule lets them out to kube-dns at 53/UDP`,
  unrecorded: () =>
    "kube-proxy's mode ipvs is simulated from the sources of kube-proxy and the kernel; unlike the other modes, it was not compared with a real cluster.",
  unsupportedScheduler: (scheduler, known) => `ipvs.scheduler: ${scheduler} is not simulated; Kubehop knows ${known}`,
};

/** What to do about it, or what follows from it. */
export const hints: Texts<HintArgs> = {
  useLabel: (label) => `Pods have ${label}. Use it?`,
  noPod: (elsewhere) => `There is no Pod in this Namespace${elsewhere ? '; a Service sees only its own' : ''}.`,
  everyLabel: () => 'A Pod must have every label of the selector, with the same value.',
  listenOn: (ports) => `They listen on ${ports}.`,
  howListens: () =>
    'Kubehop takes the containerPorts that a Pod declares, or the well-known port of its image, for what it listens on.',
  portOfPod: (target, port) => `A policy sees the port of the Pod, ${target}, and not that of the Service, ${port}.`,
  addIngress: (target) => `Add an ingress rule with port ${target}, if Pods shall be reached.`,
  ownNamespace: () => 'A policy isolates Pods of its own Namespace only.',
  allowDns: () => 'Names do not resolve; addresses do work. Allow port 53, UDP and TCP, to Namespace kube-system.',
  deprecated: () => 'Kubernetes has deprecated it: nftables is to take its place.',
  usedInstead: (what) => `${what} is used instead.`,
  delayDefaultUsed: () => 'Its default is used instead.',
  defaultUsed: (what) => `The default is used instead: ${what}`,
  lastCounts: () => 'The last one counts.',
  restUnread: () => 'The rest is not read.',
  split: () => 'Split it, or leave out what it does not need.',
  smaller: () => 'Make it smaller.',
};

/** Buttons that mend it. */
export const fixes: Texts<FixArgs> = {
  select: (label) => `Select ${label}`,
  allow: (port) => `Allow ${port}`,
};

/** Beside the API server's or a reader's English message, by the code of the problem; English needs none. */
export const explained: Partial<Record<string, string>> = {};
