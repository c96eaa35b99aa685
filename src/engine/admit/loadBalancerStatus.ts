import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { forbidden, invalid, notSupported } from './fieldErrors.ts';
import { allInvalid, dns1123Subdomain, legacyIp, sloppyIp } from './validators.ts';

const MODES = ['Proxy', 'VIP'];

/** pkg/apis/core/validation, ValidateLoadBalancerStatus; an address without a mode is a VIP (SetDefaults_Service). */
export function loadBalancerStatusErrors({ spec, status }: Fields): FieldError[] {
  const at = 'status.loadBalancer.ingress';
  const ingress: Fields[] = status.loadBalancer.ingress ?? [];
  if (spec.type !== 'LoadBalancer')
    return ingress.length === 0 ? [] : [forbidden(at, "may only be used when `spec.type` is 'LoadBalancer'")];
  return ingress.flatMap((entry, i) => {
    const path = `${at}[${i}]`;
    const { ip, hostname } = entry;
    if (ip) entry['ipMode'] ??= 'VIP';
    const mode: string | undefined = entry['ipMode'];
    const errors = ip ? legacyIp(`${path}.ip`, ip) : [];
    if (mode !== undefined && !ip)
      errors.push(forbidden(`${path}.ipMode`, 'may not be specified when `ip` is not set'));
    else if (mode !== undefined && !MODES.includes(mode)) errors.push(notSupported(`${path}.ipMode`, mode, MODES));
    if (!hostname) return errors;
    errors.push(...allInvalid(`${path}.hostname`, hostname, dns1123Subdomain(hostname)));
    if (sloppyIp(hostname) !== null)
      errors.push(invalid(`${path}.hostname`, hostname, 'must be a DNS name, not an IP address'));
    return errors;
  });
}
