import type { Match } from '../../../model/Rule.ts';
import type { SourceRef } from '../../../model/Span.ts';
import type { ProxyEndpoint } from '../endpoints.ts';
import type { ServicePort } from '../servicePorts.ts';
import { comment, type Draft, draft, fields, hostCidr, jump } from './buildRules.ts';
import { chainHash } from '../chainHash.ts';

/** The chain of each endpoint, by endpoint. */
export type EndpointChains = ReadonlyMap<ProxyEndpoint, string>;

export const endpointChains = (port: ServicePort, endpoints: readonly ProxyEndpoint[]): EndpointChains =>
  new Map(endpoints.map((e) => [e, `KUBE-SEP-${chainHash(port.name, port.protocol, e.text)}`]));

/**
 * The rules of KUBE-SVC and KUBE-SVL that choose an endpoint (pkg/proxy/iptables/proxier.go,
 * writeServiceToEndpointRules): first whoever is remembered, then each with chance 1/n of those that are left.
 */
export function balanceRules(
  port: ServicePort,
  endpoints: readonly ProxyEndpoint[],
  chains: EndpointChains,
  large: boolean,
): Draft[] {
  const rules: Draft[] = [];
  const text = (e: ProxyEndpoint): Match[] => (large ? [] : [comment(`${port.name} -> ${e.text}`)]);
  if (port.affinitySeconds > 0)
    for (const e of endpoints) {
      const name = chains.get(e) ?? '';
      const remembered: Match = { kind: 'recentCheck', name, seconds: port.affinitySeconds };
      const path = 'spec.sessionAffinityConfig.clientIP.timeoutSeconds';
      rules.push(
        draft([...text(e), remembered], jump(name), [...fields(port, 'spec.sessionAffinity', path), e.because]),
      );
    }
  endpoints.forEach((e, i) => {
    const left = endpoints.length - i;
    const chance: Match[] = left === 1 ? [] : [{ kind: 'statistic', probability: 1 / left }];
    rules.push(draft([...text(e), ...chance], jump(chains.get(e) ?? ''), chosen(port, e)));
  });
  return rules;
}

/** KUBE-SEP: the hairpin mark, and the translation itself. */
export function endpointRules(port: ServicePort, e: ProxyEndpoint, name: string, large: boolean): Draft[] {
  const text: Match[] = large ? [] : [comment(port.name)];
  const remember: Match[] = port.affinitySeconds > 0 ? [{ kind: 'recentSet', name }] : [];
  return [
    draft([{ kind: 'source', cidr: hostCidr(e.ip) }, ...text], jump('KUBE-MARK-MASQ'), [e.because]),
    draft(
      [
        { kind: 'protocol', protocol: port.protocol },
        ...text,
        ...remember,
        { kind: 'destinationPort', protocol: port.protocol },
      ],
      { kind: 'dnat', ip: e.ip, port: e.port },
      [...fields(port, `${port.path}.targetPort`), e.because],
    ),
  ];
}

const chosen = (port: ServicePort, e: ProxyEndpoint): SourceRef[] =>
  port.selects ? [...fields(port, 'spec.selector'), e.because] : [e.because];
