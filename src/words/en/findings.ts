import { grouped } from '../grouped.ts';
import type { FindingArgs, HintArgs, ScenarioKind, Texts } from '../../model/Message.ts';

const kinds: Record<ScenarioKind, string> = {
  text: 'text',
  told: 'a text, or one for each language',
  texts: 'a text, or a list of them',
  expectation: 'a text, a list of them, or fields',
  number: 'a number',
  positive: 'a number above 0',
  list: 'a list',
  cache: 'a time (5s), ttl or forever',
  time: 'a time, such as 5s',
  fields: 'fields',
  flag: 'true or false',
};

/** What reading a text finds. */
export const findings: Texts<FindingArgs> = {
  unrecorded: () =>
    "kube-proxy's mode ipvs is simulated from the sources of kube-proxy and the kernel; unlike the other modes, it was not compared with a real cluster.",
  unsupportedScheduler: (scheduler, known) => `ipvs.scheduler: ${scheduler} is not simulated; Kubehop knows ${known}`,
  unknownField: (path) => `A Scenario has no field ${path}; it is left out`,
  wrongKind: (path, expected) => `${path} has to be ${kinds[expected]}; it is left out`,
  wrongVersion: (expected) => `The apiVersion of a Scenario is ${expected}`,
  stepDoesNothing: (path) => `${path} does nothing: a step has run, reach or say`,
  noTarget: (path) => `${path} has no target: to is tcp://, udp:// or sctp://HOST:PORT, or icmp://HOST`,
  restless: () =>
    'The controllers undo each other’s work without end. They were stopped: what is shown is how they left it',
  secondScenario: () => 'A second Scenario: only the first one is read',
  tooManyDocuments: (most) => `There are more than ${grouped(most)} documents`,
  documentTooLong: (length, most) => `This document has ${grouped(length)} characters, more than ${grouped(most)}`,
  nestedTooDeep: (most) => `This is nested more than ${most} deep`,
  tooManyKeys: (most) => `This mapping has more than ${grouped(most)} keys`,
  aliasesExpand: (most) => `Its aliases expand to more than ${grouped(most)} values`,
};

/** What to do about it, or what follows from it. */
export const hints: Texts<HintArgs> = {
  deprecated: () => 'Kubernetes has deprecated it: nftables is to take its place.',
  usedInstead: (what) => `${what} is used instead.`,
  delayDefaultUsed: () => 'Its default is used instead.',
  defaultUsed: (what) => `The default is used instead: ${what}`,
  withoutIt: () => 'kube-proxy would not start. Here it runs as if this was not written.',
  lastCounts: () => 'The last one counts.',
  restUnread: () => 'The rest is not read.',
  split: () => 'Split it, or leave out what it does not need.',
  smaller: () => 'Make it smaller.',
};

/** Beside the API server's or a reader's English message, by the code of the problem; English needs none. */
export const explained: Partial<Record<string, string>> = {};
