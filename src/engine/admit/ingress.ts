import type { Cluster } from '../cluster/Cluster.ts';
import type { FieldError } from './ApiResponse.ts';
import { emptied } from './decode.ts';
import { newestMarked } from './defaultClass.ts';
import type { Fields } from './Fields.ts';
import { invalid, notSupported, required } from './fieldErrors.ts';
import { keepStatus } from './keepStatus.ts';
import type { Strategy } from './Strategy.ts';
import {
  allInvalid,
  dns1123Label,
  dns1123Subdomain,
  pathSegment,
  portName,
  portNumber,
  sloppyIp,
} from './validators.ts';

// pkg/apis/networking/validation: ingresses

const CLASS = 'kubernetes.io/ingress.class';
const WILDCARD = /^\*\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const WILDCARD_MESSAGE =
  "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character (e.g. '*.example.com', regex used for validation is '\\*\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

const hostErrors = (host: string, at: string): FieldError[] =>
  host.includes('*')
    ? WILDCARD.test(host)
      ? []
      : [invalid(at, host, WILDCARD_MESSAGE)]
    : allInvalid(at, host, dns1123Subdomain(host));

function backendErrors(backend: Fields, at: string): FieldError[] {
  const { service, resource } = backend;
  if (service && resource) return [invalid(at, '', 'cannot set both resource and service backends')];
  if (resource) {
    const { apiGroup } = resource;
    const field = `${at}.resource.apiGroup`;
    return [
      ...(apiGroup === null ? [] : allInvalid(field, apiGroup, dns1123Subdomain(apiGroup))),
      ...['kind', 'name'].flatMap((part) =>
        resource[part]
          ? allInvalid(`${at}.resource.${part}`, resource[part], pathSegment(resource[part]))
          : [required(`${at}.resource.${part}`)],
      ),
    ];
  }
  if (!service) return [invalid(at, '', 'resource or service backend is required')];
  const errors: FieldError[] = [];
  if (!service.name) errors.push(required(`${at}.service.name`));
  else errors.push(...allInvalid(`${at}.service.name`, service.name, dns1123Label(service.name)));
  const { name, number } = service.port;
  if (name && number) errors.push(invalid(at, '', 'cannot set both port name & port number'));
  else if (name) errors.push(...allInvalid(`${at}.service.port.name`, name, portName(name)));
  else if (number) errors.push(...allInvalid(`${at}.service.port.number`, number, portNumber(number)));
  else errors.push(required(at, 'port name or number is required'));
  return errors;
}

function pathErrors(entry: Fields, at: string): FieldError[] {
  const { path = '', pathType, backend } = entry;
  if (pathType === null) return [required(`${at}.pathType`, 'pathType must be specified')];
  const errors: FieldError[] = [];
  const types = ['Exact', 'ImplementationSpecific', 'Prefix'];
  if (!types.includes(pathType)) errors.push(notSupported(`${at}.pathType`, pathType, types));
  else if (!path.startsWith('/') && (path !== '' || pathType !== 'ImplementationSpecific')) {
    errors.push(invalid(`${at}.path`, path, 'must be an absolute path'));
  }
  if (pathType === 'Exact' || pathType === 'Prefix') {
    for (const part of ['//', '/./', '/../', '%2f', '%2F']) {
      if (path.includes(part)) errors.push(invalid(`${at}.path`, path, `must not contain '${part}'`));
    }
    for (const end of ['/..', '/.']) {
      if (path.endsWith(end)) errors.push(invalid(`${at}.path`, path, `cannot end with '${end}'`));
    }
  }
  return [...errors, ...backendErrors(backend, `${at}.backend`)];
}

function ruleErrors(rule: Fields, at: string): FieldError[] {
  const { host, http } = rule;
  const errors: FieldError[] = [];
  if (host) {
    if (sloppyIp(host) !== null) errors.push(invalid(`${at}.host`, host, 'must be a DNS name, not an IP address'));
    errors.push(...hostErrors(host, `${at}.host`));
  }
  if (!http) return errors;
  const paths: Fields[] = http.paths ?? [];
  if (paths.length === 0) errors.push(required(`${at}.http.paths`));
  return [...errors, ...paths.flatMap((entry, i) => pathErrors(entry, `${at}.http.paths[${i}]`))];
}

function validate(object: Fields, old: Fields | undefined): FieldError[] {
  const { spec, metadata } = object;
  const rules: Fields[] = spec.rules ?? [];
  const errors: FieldError[] = [];
  if (rules.length === 0 && !spec.defaultBackend) {
    errors.push(invalid('spec', emptied(spec, 'rules'), 'either `defaultBackend` or `rules` must be specified'));
  }
  if (spec.defaultBackend) errors.push(...backendErrors(spec.defaultBackend, 'spec.defaultBackend'));
  for (const [i, rule] of rules.entries()) errors.push(...ruleErrors(rule, `spec.rules[${i}]`));
  for (const [i, { hosts = [], secretName }] of ((spec.tls ?? []) as Fields[]).entries()) {
    for (const [j, host] of (hosts as string[]).entries())
      errors.push(...hostErrors(host, `spec.tls[${i}].hosts[${j}]`));
    if (secretName) errors.push(...allInvalid(`spec.tls[${i}].secretName`, secretName, dns1123Subdomain(secretName)));
  }
  const name: string | undefined = spec.ingressClassName;
  if (name !== undefined) errors.push(...allInvalid('spec.ingressClassName', name, dns1123Subdomain(name)));
  const annotation: string | undefined = metadata.annotations?.[CLASS];
  if (!old && annotation !== undefined && name !== undefined && annotation !== name) {
    errors.push(invalid(`annotations.${CLASS}`, annotation, 'must match `ingressClassName` when both are specified'));
  }
  return errors;
}

/** plugin/pkg/admission/network/defaultingressclass */
const defaultClass = (cluster: Cluster): string | undefined =>
  newestMarked(cluster, 'IngressClass', ['ingressclass.kubernetes.io/is-default-class']);

export const ingressStrategy: Strategy = {
  prepareForCreate(object) {
    object['status'] = { loadBalancer: {} };
  },
  allocate(cluster, object, old) {
    const name = old || object['metadata'].annotations?.[CLASS] !== undefined ? undefined : defaultClass(cluster);
    if (name !== undefined) object['spec'] = { ingressClassName: name, ...object['spec'] };
    return undefined;
  },
  circumstances: (cluster) => defaultClass(cluster) ?? '',
  prepareForUpdate: keepStatus,
  validate,
};
