import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { invalid, required } from './fieldErrors.ts';
import { internalForm } from './internalForm.ts';
import { keepStatus } from './keepStatus.ts';
import { findKind, type KindInfo } from './kinds.ts';
import { isIpTaken } from './pools.ts';
import { alreadyExists } from './status.ts';
import type { Strategy } from './Strategy.ts';
import { allInvalid, dns1123Subdomain, pathSegment, sloppyCidr, strictCidr, strictIp } from './validators.ts';

// pkg/apis/networking/validation: ValidateServiceCIDR, ValidateIPAddress

const AT = 'spec.cidrs';
const IMMUTABLE = 'field is immutable';

/** netutils.IPFamilyOfCIDRString knows leading zeros, too. */
const familyOf = (cidr: string): string => (sloppyCidr(cidr) === null ? '' : cidr.includes('.') ? 'IPv4' : 'IPv6');

function cidrErrors(cidrs: readonly string[]): FieldError[] {
  if (cidrs.length === 0) return [required(AT, 'at least one CIDR required')];
  if (cidrs.length > 2) return [invalid(AT, { CIDRs: cidrs }, 'may only hold up to 2 values')];
  const errors = cidrs.flatMap((cidr, i) => strictCidr(`${AT}[${i}]`, cidr));
  const [first, second] = cidrs.map(familyOf);
  if (first && first === second)
    errors.push(
      invalid(AT, cidrs, 'may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and 2001:db8::/64'),
    );
  return errors;
}

export const serviceCidrStrategy: Strategy = {
  prepareForCreate(object) {
    object['status'] = {};
  },
  prepareForUpdate: keepStatus,
  validate: ({ spec }, old) => (old ? [] : cidrErrors(spec.cidrs ?? [])),
  validateUpdate({ spec }, old) {
    const before: string[] = old['spec'].cidrs;
    const after: string[] = spec.cidrs ?? [];
    if (before.length === after.length)
      return before.flatMap((cidr, i) => (cidr === after[i] ? [] : [invalid(`${AT}[${i}]`, after[i], IMMUTABLE)]));
    if (before.length !== 1 || after.length !== 2) return [invalid(AT, after, IMMUTABLE)];
    const kept = before[0] === after[0] ? [] : [invalid(`${AT}[0]`, after[0], IMMUTABLE)];
    return [...kept, ...cidrErrors(after)];
  },
};

function parentErrors(parent: Fields | undefined): FieldError[] {
  const at = 'spec.parentRef';
  if (!parent) return [required(at)];
  const { group, resource, name, namespace } = parent;
  const errors = group ? allInvalid(`${at}.group`, group, dns1123Subdomain(group)) : [];
  if (!resource) errors.push(required(`${at}.resource`));
  else errors.push(...allInvalid(`${at}.resource`, resource, pathSegment(resource)));
  if (!name) errors.push(required(`${at}.name`));
  else errors.push(...allInvalid(`${at}.name`, name, pathSegment(name)));
  if (namespace) errors.push(...allInvalid(`${at}.namespace`, namespace, pathSegment(namespace)));
  return errors;
}

export const ipAddressStrategy: Strategy = {
  name: (name) =>
    strictIp('metadata.name', name).map(({ message }) => message.replace(/^Invalid value: "[^]*?": /, '')),
  validate: ({ spec }) => parentErrors(spec?.parentRef),
  allocate: (cluster, { metadata }, old) =>
    !old && isIpTaken(cluster, metadata.name, undefined)
      ? alreadyExists(findKind('networking.k8s.io/v1', 'IPAddress') as KindInfo, metadata.name)
      : undefined,
  validateUpdate: ({ spec }, old) =>
    JSON.stringify(spec.parentRef) === JSON.stringify(old['spec'].parentRef)
      ? []
      : [invalid('spec.parentRef', internalForm(spec.parentRef, 'ParentReference'), IMMUTABLE)],
};
