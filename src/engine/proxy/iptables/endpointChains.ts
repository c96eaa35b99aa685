import type { Match, Rule, Target } from '../../../model/Rule.ts';
import { hostCidr } from '../../net/cidr.ts';
import { endpointChainName } from '../chainHash.ts';
import type { ProxyEndpoint } from '../endpoints.ts';
import type { ServicePort } from '../servicePorts.ts';
import { comment, type Draft, fields, withId } from './buildRules.ts';
import { type Cause, EndpointRule, type PortChain } from './EndpointRule.ts';

/*
 * A large cluster has hundreds of thousands of the rules below, and a packet comes by a few. They are made whenever
 * somebody looks at their chain, and are not kept; what is the same in all of them is made once.
 */

/** A chain of more endpoints keeps its rules. */
const MANY = 64;

const MARK_MASQ: Target = { kind: 'jump', chain: 'KUBE-MARK-MASQ' };

const protocolMatches = (protocol: ServicePort['protocol']): Match[] => [
  { kind: 'protocol', protocol },
  { kind: 'destinationPort', protocol },
];
const PROTOCOLS = { tcp: protocolMatches('tcp'), udp: protocolMatches('udp'), sctp: protocolMatches('sctp') };

const NOTHING: Cause = () => [];
const TARGET_PORT: Cause = (port) => fields(port, `${port.path}.targetPort`);
const SELECTOR: Cause = (port) => (port.selects ? fields(port, 'spec.selector') : []);
const AFFINITY: Cause = (port) =>
  fields(port, 'spec.sessionAffinity', 'spec.sessionAffinityConfig.clientIP.timeoutSeconds');

/** KUBE-SEP, the chain of one endpoint: the hairpin mark, and the translation itself. */
export class EndpointChain implements PortChain {
  readonly name: string;
  readonly port: ServicePort;
  readonly endpoint: ProxyEndpoint;
  readonly #large: boolean;

  constructor(port: ServicePort, endpoint: ProxyEndpoint, large: boolean) {
    this.name = endpointChainName(port.name, port.protocol, endpoint.text);
    this.port = port;
    this.endpoint = endpoint;
    this.#large = large;
  }

  get rules(): Rule[] {
    const { name, endpoint } = this;
    const { ip, port } = endpoint;
    const source: Match = { kind: 'source', cidr: hostCidr(ip) };
    return [
      new EndpointRule(
        this,
        0,
        this.#large ? [source] : [source, comment(this.port.name)],
        MARK_MASQ,
        endpoint,
        NOTHING,
      ),
      new EndpointRule(this, 1, this.#translated(name), { kind: 'dnat', ip, port }, endpoint, TARGET_PORT),
    ];
  }

  #translated(name: string): Match[] {
    const matches = PROTOCOLS[this.port.protocol];
    const remembers = this.port.affinitySeconds > 0;
    if (this.#large && !remembers) return matches;
    const [protocol, anyPort] = matches as [Match, Match];
    const about = this.#large ? [] : [comment(this.port.name)];
    return [protocol, ...about, ...(remembers ? [{ kind: 'recentSet', name } as const] : []), anyPort];
  }
}

/**
 * KUBE-SVC and KUBE-SVL, which choose an endpoint (pkg/proxy/iptables/proxier.go, writeServiceToEndpointRules):
 * first whoever is remembered, then each with chance 1/n of those that are left.
 */
export class BalanceChain implements PortChain {
  readonly name: string;
  readonly port: ServicePort;
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
    this.port = port;
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
    const { port } = this;
    const among = this.#among;
    const rules = this.#first.map((rule, i) => withId(`nat/${this.name}/${i}`, rule));
    const choose = (to: EndpointChain, when: Match[], cause: Cause): void => {
      const matches = this.#large ? when : [comment(`${port.name} -> ${to.endpoint.text}`), ...when];
      rules.push(new EndpointRule(this, rules.length, matches, { kind: 'jump', chain: to.name }, to.endpoint, cause));
    };
    if (port.affinitySeconds > 0)
      for (const to of among)
        choose(to, [{ kind: 'recentCheck', name: to.name, seconds: port.affinitySeconds }], AFFINITY);
    among.forEach((to, i) => choose(to, chanceOf(among.length - i), SELECTOR));
    return rules;
  }
}

const chances: Match[][] = [[], []];

/** One of so many that are left: for the last one there is nothing to throw a die about. */
function chanceOf(left: number): Match[] {
  for (let n = chances.length; n <= left; n++) chances.push([{ kind: 'statistic', probability: 1 / n }]);
  return chances[left] as Match[];
}
