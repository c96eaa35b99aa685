import type { Chain, Match, Rule } from '../../../model/Rule.ts';
import type { SourceRef } from '../../../model/Span.ts';
import type { ProxyEndpoint } from '../endpoints.ts';
import type { ServicePort } from '../servicePorts.ts';
import { chainOf, comment, type Draft, draft, fields, hostCidr, jump } from './buildRules.ts';
import { chainHash } from '../chainHash.ts';

const chainName = (port: ServicePort, endpoint: ProxyEndpoint): string =>
  `KUBE-SEP-${chainHash(port.name, port.protocol, endpoint.text)}`;

/**
 * The rules of KUBE-SVC and KUBE-SVL that choose an endpoint (pkg/proxy/iptables/proxier.go,
 * writeServiceToEndpointRules): first whoever is remembered, then each with chance 1/n of those that are left.
 */
export function balanceRules(port: ServicePort, endpoints: readonly ProxyEndpoint[], large: boolean): Draft[] {
  const rules: Draft[] = [];
  const text = (e: ProxyEndpoint): Match[] => (large ? [] : [comment(`${port.name} -> ${e.text}`)]);
  if (port.affinitySeconds > 0)
    for (const e of endpoints) {
      const name = chainName(port, e);
      const remembered: Match = { kind: 'recentCheck', name, seconds: port.affinitySeconds };
      const path = 'spec.sessionAffinityConfig.clientIP.timeoutSeconds';
      rules.push(
        draft([...text(e), remembered], jump(name), [...fields(port, 'spec.sessionAffinity', path), e.because]),
      );
    }
  endpoints.forEach((e, i) => {
    const left = endpoints.length - i;
    const chance: Match[] = left === 1 ? [] : [{ kind: 'statistic', probability: 1 / left }];
    rules.push(draft([...text(e), ...chance], jump(chainName(port, e)), chosen(port, e)));
  });
  return rules;
}

/**
 * KUBE-SEP: the hairpin mark, and the translation itself. A large cluster has hundreds of thousands of these chains, and
 * a packet comes by one of them: the rules are made when somebody looks at them, and not kept.
 */
export class EndpointChain implements Chain {
  readonly name: string;
  readonly #port: ServicePort;
  readonly #endpoint: ProxyEndpoint;
  readonly #large: boolean;

  constructor(port: ServicePort, endpoint: ProxyEndpoint, large: boolean) {
    this.name = chainName(port, endpoint);
    this.#port = port;
    this.#endpoint = endpoint;
    this.#large = large;
  }

  get rules(): Rule[] {
    const { name } = this;
    const port = this.#port;
    const e = this.#endpoint;
    const text: Match[] = this.#large ? [] : [comment(port.name)];
    const remember: Match[] = port.affinitySeconds > 0 ? [{ kind: 'recentSet', name }] : [];
    return chainOf('nat', name, [
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
    ]).rules;
  }
}

const chosen = (port: ServicePort, e: ProxyEndpoint): SourceRef[] =>
  port.selects ? [...fields(port, 'spec.selector'), e.because] : [e.because];
