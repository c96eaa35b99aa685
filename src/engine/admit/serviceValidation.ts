import { familyOf } from '../net/ip.ts';
import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { duplicate, forbidden, invalid, notSupported, required } from './fieldErrors.ts';
import { validateLabels } from './metadata.ts';
import { isExternallyAccessible, isHeadless, needsHealthCheck } from './serviceAccess.ts';
import {
  allInvalid,
  dns1123Label,
  dns1123Subdomain,
  endpointIp,
  legacyCidr,
  legacyIp,
  portNumber,
  portNumberOrName,
  qualifiedName,
  sloppyIp,
} from './validators.ts';

// pkg/apis/core/validation/validation.go, ValidateServiceCreate and ValidateServiceUpdate, in their order.

export const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];
const POLICIES = ['Cluster', 'Local'];
const ONLY_LOAD_BALANCER = "may only be used when `type` is 'LoadBalancer'";
const HINTS = 'service.kubernetes.io/topology-aware-hints';
const MODE = 'service.kubernetes.io/topology-mode';
const RANGES = 'service.beta.kubernetes.io/load-balancer-source-ranges';

function typeErrors(spec: Fields): FieldError[] {
  const errors: FieldError[] = [];
  const { type } = spec;
  if ((type === 'LoadBalancer' || type === 'NodePort') && isHeadless(spec)) {
    errors.push(invalid('spec.clusterIPs[0]', 'None', `may not be set to 'None' for ${type} services`));
  }
  if (type !== 'ExternalName') return errors;
  const none = 'may not be set for ExternalName services';
  if (spec['clusterIPs']?.length) errors.push(forbidden('spec.clusterIPs', none));
  if (spec['ipFamilies']?.length) errors.push(forbidden('spec.ipFamilies', none));
  if (spec['ipFamilyPolicy'] !== undefined) errors.push(forbidden('spec.ipFamilyPolicy', none));
  const cname = (spec['externalName'] ?? '').replace(/\.$/, '');
  if (cname === '') errors.push(required('spec.externalName'));
  else errors.push(...allInvalid('spec.externalName', cname, dns1123Subdomain(cname)));
  return errors;
}

function portErrors(ports: Fields[]): FieldError[] {
  const errors: FieldError[] = [];
  const names = new Set<string>();
  for (const [i, port] of ports.entries()) {
    const at = `spec.ports[${i}]`;
    const { name, protocol, appProtocol } = port;
    if (name) {
      errors.push(...allInvalid(`${at}.name`, name, dns1123Label(name)));
      if (names.has(name)) errors.push(duplicate(`${at}.name`, name));
      names.add(name);
    } else if (ports.length > 1) errors.push(required(`${at}.name`));
    errors.push(...allInvalid(`${at}.port`, port['port'], portNumber(port['port'])));
    if (!PROTOCOLS.includes(protocol)) errors.push(notSupported(`${at}.protocol`, protocol, PROTOCOLS));
    errors.push(...portNumberOrName(`${at}.targetPort`, port['targetPort']));
    if (appProtocol !== undefined) {
      errors.push(...allInvalid(`${at}.appProtocol`, appProtocol, qualifiedName(appProtocol)));
    }
  }
  return errors;
}

function affinityErrors(spec: Fields): FieldError[] {
  const { sessionAffinity: affinity, sessionAffinityConfig: config } = spec;
  const errors: FieldError[] = [];
  if (affinity !== 'None' && affinity !== 'ClientIP') {
    errors.push(notSupported('spec.sessionAffinity', affinity, ['ClientIP', 'None']));
  }
  if (affinity === 'ClientIP') {
    const timeout = config?.clientIP?.timeoutSeconds;
    if (timeout <= 0 || timeout > 86400) {
      const at = 'spec.sessionAffinityConfig.clientIP.timeoutSeconds';
      errors.push(invalid(at, timeout, 'must be greater than 0 and less than 86400'));
    }
  }
  return errors;
}

/** ValidateServiceClusterIPsRelatedFields: also the first thing that the allocator asks. */
export function clusterIpErrors(spec: Fields): FieldError[] {
  if (spec['type'] === 'ExternalName') return [];
  const errors: FieldError[] = [];
  const ips: string[] = spec['clusterIPs'] ?? [];
  const families: string[] = spec['ipFamilies'] ?? [];
  if (spec['clusterIP']) {
    if (ips.length === 0) errors.push(required('spec.clusterIPs'));
    else if (ips[0] !== spec['clusterIP']) {
      errors.push(invalid('spec.clusterIPs', ips, 'first value must match `clusterIP`'));
    }
  } else if (ips.length > 0) {
    errors.push(invalid('spec.clusterIPs', ips, 'must be empty when `clusterIP` is not specified'));
  }
  for (const [i, family] of families.entries()) {
    if (family !== 'IPv4' && family !== 'IPv6') {
      errors.push(notSupported(`spec.ipFamilies[${i}]`, family, ['IPv4', 'IPv6']));
    }
    if (families.indexOf(family) < i) errors.push(duplicate(`spec.ipFamilies[${i}]`, family));
  }
  const policies = ['PreferDualStack', 'RequireDualStack', 'SingleStack'];
  if (spec['ipFamilyPolicy'] !== undefined && !policies.includes(spec['ipFamilyPolicy'])) {
    errors.push(notSupported('spec.ipFamilyPolicy', spec['ipFamilyPolicy'], policies));
  }
  let bad = false;
  for (const [i, ip] of ips.entries()) {
    if (i === 0 && ip === 'None') {
      if (ips.length === 1) continue;
      bad = true;
      errors.push(invalid('spec.clusterIPs', ips, "'None' must be the first and only value"));
      continue;
    }
    const wrong = legacyIp(`spec.clusterIPs[${i}]`, ip);
    if (wrong.length > 0) bad = true;
    errors.push(...wrong);
  }
  if (ips.length > 2) errors.push(invalid('spec.clusterIPs', ips, 'may only hold up to 2 values'));
  if (bad) return errors;
  if (ips.length > 1 && new Set(ips.map(familyOf)).size < 2) {
    errors.push(invalid('spec.clusterIPs', ips, 'may specify no more than one IP for each IP family'));
  }
  if (!isHeadless(spec)) {
    for (const [i, ip] of ips.entries()) {
      const family = families[i];
      if ((family === 'IPv4' || family === 'IPv6') && (family === 'IPv6') !== (familyOf(ip) === 'IPv6')) {
        const text = `expected an ${family} value as indicated by \`ipFamilies[${i}]\``;
        errors.push(invalid(`spec.clusterIPs[${i}]`, ip, text));
      }
    }
  }
  return errors;
}

function externalIpErrors(spec: Fields): FieldError[] {
  return ((spec['externalIPs'] ?? []) as string[]).flatMap((ip, i) => {
    const at = `spec.externalIPs[${i}]`;
    const errors = legacyIp(at, ip);
    return errors.length > 0 || sloppyIp(ip) === null ? errors : endpointIp(at, ip);
  });
}

function nodePortErrors(spec: Fields): FieldError[] {
  const errors: FieldError[] = [];
  const ports: Fields[] = spec['ports'] ?? [];
  if (spec['type'] === 'ClusterIP') {
    for (const [i, port] of ports.entries()) {
      if (port['nodePort']) {
        errors.push(forbidden(`spec.ports[${i}].nodePort`, "may not be used when `type` is 'ClusterIP'"));
      }
    }
  }
  const nodePorts = new Set<string>();
  for (const [i, { protocol, nodePort }] of ports.entries()) {
    if (!nodePort) continue;
    if (nodePorts.has(`${protocol}/${nodePort}`)) errors.push(duplicate(`spec.ports[${i}].nodePort`, nodePort));
    nodePorts.add(`${protocol}/${nodePort}`);
  }
  const seen = new Set<string>();
  for (const [i, { protocol, port }] of ports.entries()) {
    if (seen.has(`${protocol}/${port}`)) {
      const key = { Name: '', Protocol: protocol, AppProtocol: null, Port: port, TargetPort: 0, NodePort: 0 };
      errors.push(duplicate(`spec.ports[${i}]`, key));
    }
    seen.add(`${protocol}/${port}`);
  }
  return errors;
}

function sourceRangeErrors(object: Fields): FieldError[] {
  const { spec, metadata } = object;
  const ranges: string[] = spec.loadBalancerSourceRanges ?? [];
  const annotation: string | undefined = metadata.annotations?.[RANGES];
  const errors: FieldError[] = [];
  if (ranges.length > 0) {
    const at = 'spec.LoadBalancerSourceRanges';
    if (spec.type !== 'LoadBalancer') errors.push(forbidden(at, ONLY_LOAD_BALANCER));
    for (const [i, range] of ranges.entries()) errors.push(...legacyCidr(`${at}[${i}]`, range.trim()));
  } else if (annotation !== undefined) {
    const at = `metadata.annotations[${RANGES}]`;
    if (spec.type !== 'LoadBalancer') errors.push(forbidden(at, ONLY_LOAD_BALANCER));
    if (annotation.trim() !== '') {
      for (const range of annotation.split(',')) errors.push(...legacyCidr(at, range.trim()));
    }
  }
  return errors;
}

export function loadBalancerClassErrors(spec: Fields): FieldError[] {
  const { loadBalancerClass: name } = spec;
  if (name === undefined) return [];
  const at = 'spec.loadBalancerClass';
  return spec['type'] === 'LoadBalancer'
    ? allInvalid(at, name, qualifiedName(name))
    : [forbidden(at, ONLY_LOAD_BALANCER)];
}

function policyErrors(spec: Fields): FieldError[] {
  const errors: FieldError[] = [];
  const { externalTrafficPolicy, internalTrafficPolicy, healthCheckNodePort, trafficDistribution } = spec;
  if (!isExternallyAccessible(spec)) {
    if (externalTrafficPolicy) {
      const text = 'may only be set for externally-accessible services';
      errors.push(invalid('spec.externalTrafficPolicy', externalTrafficPolicy, text));
    }
  } else if (!POLICIES.includes(externalTrafficPolicy)) {
    errors.push(notSupported('spec.externalTrafficPolicy', externalTrafficPolicy, POLICIES));
  }
  const at = 'spec.healthCheckNodePort';
  if (!needsHealthCheck(spec)) {
    if (healthCheckNodePort) {
      const text = "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'";
      errors.push(invalid(at, healthCheckNodePort, text));
    }
  } else if (!healthCheckNodePort) errors.push(required(at));
  else errors.push(...allInvalid(at, healthCheckNodePort, portNumber(healthCheckNodePort)));
  if (internalTrafficPolicy !== undefined && !POLICIES.includes(internalTrafficPolicy)) {
    errors.push(notSupported('spec.internalTrafficPolicy', internalTrafficPolicy, POLICIES));
  }
  const distributions = ['PreferClose', 'PreferSameZone', 'PreferSameNode'];
  if (trafficDistribution !== undefined && !distributions.includes(trafficDistribution)) {
    errors.push(notSupported('spec.trafficDistribution', trafficDistribution, distributions));
  }
  return errors;
}

export function validateService(object: Fields): FieldError[] {
  const { spec, metadata } = object;
  const errors: FieldError[] = [];
  const mode = metadata.annotations?.[MODE];
  const hints = metadata.annotations?.[HINTS];
  if (mode !== undefined && hints !== undefined && mode !== hints) {
    const text = `must match annotations[${HINTS}] when both are specified`;
    errors.push(invalid(`metadata.annotations[${MODE}]`, mode, text));
  }
  if (!spec.ports?.length && !isHeadless(spec) && spec.type !== 'ExternalName') errors.push(required('spec.ports'));
  errors.push(...typeErrors(spec), ...portErrors(spec.ports ?? []));
  errors.push(...validateLabels(spec.selector, 'spec.selector'), ...affinityErrors(spec));
  errors.push(...clusterIpErrors(spec), ...externalIpErrors(spec));
  const types = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];
  if (!types.includes(spec.type)) errors.push(notSupported('spec.type', spec.type, types));
  errors.push(...nodePortErrors(spec), ...sourceRangeErrors(object));
  if (spec.allocateLoadBalancerNodePorts !== undefined && spec.type !== 'LoadBalancer') {
    errors.push(forbidden('spec.allocateLoadBalancerNodePorts', ONLY_LOAD_BALANCER));
  }
  errors.push(...loadBalancerClassErrors(spec), ...policyErrors(spec));
  return errors;
}
