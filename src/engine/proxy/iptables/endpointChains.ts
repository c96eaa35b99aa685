import type { Chain, Match, Rule, Target } from '../../../model/Rule.ts';
import type { SourceRef } from '../../../model/Span.ts';
import { chainHash } from '../chainHash.ts';
import type { ProxyEndpoint } from '../endpoints.ts';
import type { ServicePort } from '../servicePorts.ts';
import { chainName, type Draft, hostCidr, withId } from './buildRules.ts';

/*
 * A large cluster has hundreds of thousands of the rules below, and a packet comes by a few. They are made whenever
 * somebody looks at their chain, and are not kept. The literals stand here and not in buildRules.ts, which makes rules
 * that stay: V8 decides by the place in the code where objects are made whether they are collected soon.
 */

/** A chain of more endpoints keeps its rules. */
const MANY = 64;

const MARK_MASQ: Target = { kind: 'jump', chain: 'KUBE-MARK-MASQ' };

/** KUBE-SEP, the chain of one endpoint: the hairpin mark, and the translation itself. */
export class EndpointChain implements Chain {
  readonly name: string;
  readonly endpoint: ProxyEndpoint;
  readonly #port: ServicePort;
  readonly #large: boolean;

  constructor(port: ServicePort, endpoint: ProxyEndpoint, large: boolean) {
    this.name = chainName('SEP', chainHash(port.name, port.protocol, endpoint.text));
    this.endpoint = endpoint;
    this.#port = port;
    this.#large = large;
  }

  get rules(): Rule[] {
    const { name } = this;
    const { name: text, protocol, affinitySeconds, service, path } = this.#port;
    const { ip, port, because } = this.endpoint;
    const source: Match = { kind: 'source', cidr: hostCidr(ip) };
    const about: Match = { kind: 'comment', text };
    const proto: Match = { kind: 'protocol', protocol };
    const anyPort: Match = { kind: 'destinationPort', protocol };
    const remember: Match[] = affinitySeconds > 0 ? [{ kind: 'recentSet', name }] : [];
    return [
      {
        id: `nat/${name}/0`,
        matches: this.#large ? [source] : [source, about],
        target: MARK_MASQ,
        because: [because],
      },
      {
        id: `nat/${name}/1`,
        matches: this.#large ? [proto, ...remember, anyPort] : [proto, about, ...remember, anyPort],
        target: { kind: 'dnat', ip, port },
        because: [{ object: service, path: `${path}.targetPort` }, because],
      },
    ];
  }
}

/**
 * KUBE-SVC and KUBE-SVL, which choose an endpoint (pkg/proxy/iptables/proxier.go, writeServiceToEndpointRules):
 * first whoever is remembered, then each with chance 1/n of those that are left.
 */
export class BalanceChain implements Chain {
  readonly name: string;
  readonly #port: ServicePort;
  readonly #among: readonly EndpointChain[];
  readonly #first: readonly Draft[];
  readonly #large: boolean;
  #kept: Rule[] | undefined;

  /** `first` comes before the choice. */
  constructor(
    name: string,
    port: ServicePort,
    among: readonly EndpointChain[],
    first: readonly Draft[],
    large: boolean,
  ) {
    this.name = name;
    this.#port = port;
    this.#among = among;
    this.#first = first;
    this.#large = large;
  }

  get rules(): Rule[] {
    if (this.#kept) return this.#kept;
    const rules = this.#make();
    if (this.#among.length > MANY) this.#kept = rules;
    return rules;
  }

  #make(): Rule[] {
    const { name: portName, service, selects, affinitySeconds } = this.#port;
    const among = this.#among;
    const rules = this.#first.map((rule, i) => withId(`nat/${this.name}/${i}`, rule));
    const choose = (to: EndpointChain, more: Match | undefined, because: SourceRef[]): void => {
      const about: Match[] = this.#large ? [] : [{ kind: 'comment', text: `${portName} -> ${to.endpoint.text}` }];
      if (more) about.push(more);
      const id = `nat/${this.name}/${rules.length}`;
      rules.push({ id, matches: about, target: { kind: 'jump', chain: to.name }, because });
    };
    if (affinitySeconds > 0)
      for (const to of among)
        choose(to, { kind: 'recentCheck', name: to.name, seconds: affinitySeconds }, [
          { object: service, path: 'spec.sessionAffinity' },
          { object: service, path: 'spec.sessionAffinityConfig.clientIP.timeoutSeconds' },
          to.endpoint.because,
        ]);
    const selector: SourceRef[] = selects ? [{ object: service, path: 'spec.selector' }] : [];
    for (let i = 0, left = among.length; left > 0; i++, left--) {
      const to = among[i] as EndpointChain;
      const chance: Match | undefined = left === 1 ? undefined : { kind: 'statistic', probability: 1 / left };
      choose(to, chance, [...selector, to.endpoint.because]);
    }
    return rules;
  }
}
