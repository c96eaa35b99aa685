import type { Chain, Match, Rule, TableName, Target } from '../../../model/Rule.ts';
import type { SourceRef } from '../../../model/Span.ts';
import { hostCidr } from '../../net/cidr.ts';
import type { ServicePort } from '../servicePorts.ts';

export const jump = (chain: string): Target => ({ kind: 'jump', chain });
export const comment = (text: string): Match => ({ kind: 'comment', text });

/** A rule's content; its id comes from where it is put. */
export type Draft = Omit<Rule, 'id'>;

export const draft = (matches: Match[], target: Target, because: SourceRef[] = []): Draft => ({
  matches,
  target,
  because,
});

export const chainOf = (table: TableName, name: string, drafts: Draft[]): Chain => ({
  name,
  rules: drafts.map((rule, i) => withId(`${table}/${name}/${i}`, rule)),
});

/** `KUBE-SVC-TCOU7JCQXEZGVUNU`. */
export const chainName = (kind: 'SVC' | 'SVL' | 'EXT' | 'FW', hash: string): string => `KUBE-${kind}-${hash}`;

/** Rules of one service port inside a chain that all ports share: their ids do not depend on the other ports. */
export const sharedRules = (table: TableName, chain: string, port: string, drafts: Draft[]): readonly Rule[] =>
  drafts.length === 0 ? NONE : drafts.map((rule, i) => withId(`${table}/${chain}/${port}/${i}`, rule));

const NONE: readonly Rule[] = [];

export const withId = (id: string, { matches, target, because }: Draft): Rule => ({ id, matches, target, because });

/** `-d IP -p tcp -m comment --comment TEXT -m tcp --dport PORT`. */
export function toAddress(port: ServicePort, ip: string, dport: number, text: string): Match[] {
  return [
    { kind: 'destination', cidr: hostCidr(ip) },
    { kind: 'protocol', protocol: port.protocol },
    comment(text),
    { kind: 'destinationPort', protocol: port.protocol, port: dport },
  ];
}

/** References to fields of the port's Service. */
export const fields = (port: ServicePort, ...paths: string[]): SourceRef[] =>
  paths.map((path) => ({ object: port.service, path }));
