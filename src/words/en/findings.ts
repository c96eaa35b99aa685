import type { FindingArgs, HintArgs, Texts } from '../../model/Message.ts';

/** What reading a text finds. */
export const findings: Texts<FindingArgs> = {
  unrecorded: () =>
    "kube-proxy's mode ipvs is simulated from the sources of kube-proxy and the kernel; unlike the other modes, it was not compared with a real cluster.",
  unsupportedScheduler: (scheduler, known) => `ipvs.scheduler: ${scheduler} is not simulated; Kubehop knows ${known}`,
};

/** What to do about it, or what follows from it. */
export const hints: Texts<HintArgs> = {
  deprecated: () => 'Kubernetes has deprecated it: nftables is to take its place.',
  usedInstead: (what) => `${what} is used instead.`,
  delayDefaultUsed: () => 'Its default is used instead.',
  defaultUsed: (what) => `The default is used instead: ${what}`,
  lastCounts: () => 'The last one counts.',
  restUnread: () => 'The rest is not read.',
  split: () => 'Split it, or leave out what it does not need.',
  smaller: () => 'Make it smaller.',
};

/** Beside the API server's or a reader's English message, by the code of the problem; English needs none. */
export const explained: Partial<Record<string, string>> = {};
