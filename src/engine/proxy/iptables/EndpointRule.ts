import type { Chain, Match, Rule, Target } from '../../../model/Rule.ts';
import type { SourceRef } from '../../../model/Span.ts';
import type { ProxyEndpoint } from '../endpoints.ts';
import type { ServicePort } from '../servicePorts.ts';

/** A chain of one service port. */
export interface PortChain extends Chain {
  readonly port: ServicePort;
}

/** The fields of a port's Service that a rule comes from. */
export type Cause = (port: ServicePort) => SourceRef[];

/** A rule about one endpoint. There are many: where it comes from is put into words when somebody asks. */
export class EndpointRule implements Rule {
  readonly matches: Match[];
  readonly target: Target;
  readonly #chain: PortChain;
  readonly #place: number;
  readonly #endpoint: ProxyEndpoint;
  readonly #cause: Cause;

  constructor(
    chain: PortChain,
    place: number,
    matches: Match[],
    target: Target,
    endpoint: ProxyEndpoint,
    cause: Cause,
  ) {
    this.matches = matches;
    this.target = target;
    this.#chain = chain;
    this.#place = place;
    this.#endpoint = endpoint;
    this.#cause = cause;
  }

  get id(): string {
    return `nat/${this.#chain.name}/${this.#place}`;
  }

  /** The Service's fields, and the endpoint. */
  get because(): SourceRef[] {
    return [...this.#cause(this.#chain.port), this.#endpoint.because];
  }
}
