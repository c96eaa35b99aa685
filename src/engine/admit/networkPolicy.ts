import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { forbidden, invalid, notSupported, required } from './fieldErrors.ts';
import { selectorErrors } from './labelSelector.ts';
import { ipToBigInt } from '../net/ip.ts';
import type { Strategy } from './Strategy.ts';
import { allInvalid, legacyCidr, portName, portNumber, sloppyCidr, type SloppyCidr } from './validators.ts';

// pkg/apis/networking/validation: network policies

function portErrors({ protocol, port, endPort }: Fields, at: string): FieldError[] {
  const errors: FieldError[] = [];
  const protocols = ['TCP', 'UDP', 'SCTP'];
  if (protocol !== undefined && !protocols.includes(protocol)) {
    errors.push(notSupported(`${at}.protocol`, protocol, protocols));
  }
  if (typeof port === 'number') {
    errors.push(...allInvalid(`${at}.port`, port, portNumber(port)));
    if (endPort === undefined) return errors;
    if (endPort < port) errors.push(invalid(`${at}.endPort`, port, 'must be greater than or equal to `port`'));
    return [...errors, ...allInvalid(`${at}.endPort`, endPort, portNumber(endPort))];
  }
  if (endPort !== undefined) {
    const why = port === undefined ? 'not specified' : 'non-numeric';
    errors.push(invalid(`${at}.endPort`, endPort, `may not be specified when \`port\` is ${why}`));
  }
  if (port !== undefined) errors.push(...allInvalid(`${at}.port`, port, portName(port)));
  return errors;
}

function blockErrors({ cidr = '', except = [] }: Fields, at: string): FieldError[] {
  if (cidr === '') return [required(`${at}.cidr`)];
  const errors = legacyCidr(`${at}.cidr`, cidr);
  // what cannot be read is not looked at further; what is only written against the rules is
  const outer = sloppyCidr(cidr);
  if (!outer) return errors;
  for (const [i, part] of (except as string[]).entries()) {
    const path = `${at}.except[${i}]`;
    errors.push(...legacyCidr(path, part));
    const inner = sloppyCidr(part);
    if (!inner) continue;
    const inside = inner.bits === outer.bits && inner.prefix > outer.prefix && startsWith(outer, inner);
    if (!inside) errors.push(invalid(path, part, 'must be a strict subset of `cidr`'));
  }
  return errors;
}

const startsWith = (outer: SloppyCidr, inner: SloppyCidr): boolean => {
  const host = BigInt(outer.bits - outer.prefix);
  return ipToBigInt(inner.ip) >> host === ipToBigInt(outer.ip) >> host;
};

function peerErrors(peer: Fields, at: string): FieldError[] {
  const { podSelector, namespaceSelector, ipBlock } = peer;
  const errors = [
    ...selectorErrors(podSelector, `${at}.podSelector`),
    ...selectorErrors(namespaceSelector, `${at}.namespaceSelector`),
    ...(ipBlock ? blockErrors(ipBlock, `${at}.ipBlock`) : []),
  ];
  if (!podSelector && !namespaceSelector && !ipBlock) errors.push(required(at, 'must specify a peer'));
  else if (ipBlock && (podSelector || namespaceSelector)) {
    errors.push(forbidden(at, 'may not specify both ipBlock and another peer'));
  }
  return errors;
}

function validate(object: Fields): FieldError[] {
  const { spec } = object;
  const errors = selectorErrors(spec.podSelector, 'spec.podSelector');
  for (const [list, peers] of [
    ['ingress', 'from'],
    ['egress', 'to'],
  ] as const) {
    for (const [i, rule] of ((spec[list] ?? []) as Fields[]).entries()) {
      const at = `spec.${list}[${i}]`;
      for (const [j, port] of ((rule['ports'] ?? []) as Fields[]).entries())
        errors.push(...portErrors(port, `${at}.ports[${j}]`));
      for (const [j, peer] of ((rule[peers] ?? []) as Fields[]).entries())
        errors.push(...peerErrors(peer, `${at}.${peers}[${j}]`));
    }
  }
  const types: string[] = spec.policyTypes;
  if (types.length > 2)
    return [...errors, invalid('spec.policyTypes', types, 'may not specify more than two policyTypes')];
  for (const [i, type] of types.entries()) {
    if (type !== 'Ingress' && type !== 'Egress') {
      errors.push(notSupported(`spec.policyTypes[${i}]`, type, ['Ingress', 'Egress']));
    }
  }
  return errors;
}

export const networkPolicyStrategy: Strategy = {
  defaults({ spec }) {
    for (const list of ['ingress', 'egress']) {
      for (const rule of spec[list] ?? []) for (const port of rule.ports ?? []) port.protocol ??= 'TCP';
    }
    if (!spec.policyTypes?.length) spec.policyTypes = spec.egress ? ['Ingress', 'Egress'] : ['Ingress'];
  },
  validate,
};
