import { familyOf } from '../net/ip.ts';
import { sameJson } from '../plain.ts';
import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { duplicate, immutable, invalid, notSupported, required, tooMany } from './fieldErrors.ts';
import { PROTOCOLS } from './serviceValidation.ts';
import type { Strategy } from './Strategy.ts';
import {
  allInvalid,
  dns1123Label,
  dns1123Subdomain,
  endpointIp,
  labelValue,
  legacyIp,
  qualifiedName,
  strictIp,
} from './validators.ts';

// pkg/apis/discovery/validation

const MAX_ADDRESSES = 100;
const MAX_ENDPOINTS = 1000;
const MAX_PORTS = 20_000;
const MAX_HINTS = 8;

/** apimachinery: util/validation, IsFullyQualifiedDomainName */
function domainErrors(at: string, address: string): FieldError[] {
  if (address === '') return [required(at)];
  const name = address.replace(/\.$/, '');
  const messages = dns1123Subdomain(name);
  if (messages.length > 0) return [invalid(at, name, messages.join(','))];
  const labels = name.split('.');
  if (labels.length < 2) return [invalid(at, name, 'should be a domain with at least two segments separated by dots')];
  const wrong = labels.find((label) => label.length > 63);
  return wrong === undefined ? [] : [invalid(at, wrong, dns1123Label(wrong).join(','))];
}

function addressErrors(at: string, address: string, type: string): FieldError[] {
  if (type === 'FQDN') return domainErrors(at, address);
  if (type !== 'IPv4' && type !== 'IPv6') return [];
  const errors = type === 'IPv4' ? legacyIp(at, address) : strictIp(at, address);
  if (errors.length > 0) return errors;
  // The list is named, not the entry.
  const list = at.slice(0, at.lastIndexOf('['));
  const wrong = familyOf(address) === type ? [] : [invalid(list, address, `must be an ${type} address`)];
  return [...wrong, ...endpointIp(at, address)];
}

function hintErrors(at: string, hints: Fields | undefined): FieldError[] {
  const errors: FieldError[] = [];
  for (const [list, rule] of [
    ['forZones', labelValue],
    ['forNodes', dns1123Subdomain],
  ] as const) {
    const entries: Fields[] = hints?.[list] ?? [];
    if (entries.length > MAX_HINTS) {
      errors.push(tooMany(`${at}.${list}`, entries.length, MAX_HINTS));
      break;
    }
    const seen = new Set<string>();
    for (const [i, { name = '' }] of entries.entries()) {
      if (seen.has(name)) errors.push(duplicate(`${at}.${list}[${i}].name`, name));
      seen.add(name);
      errors.push(...allInvalid(`${at}.${list}[${i}].name`, name, rule(name)));
    }
  }
  return errors;
}

function endpointErrors(endpoints: Fields[], type: string): FieldError[] {
  if (endpoints.length > MAX_ENDPOINTS) return [tooMany('endpoints', endpoints.length, MAX_ENDPOINTS)];
  return endpoints.flatMap((endpoint, i) => {
    const at = `endpoints[${i}]`;
    const errors: FieldError[] = [];
    const addresses: string[] = endpoint['addresses'] ?? [];
    if (addresses.length === 0) errors.push(required(`${at}.addresses`, 'must contain at least 1 address'));
    else if (addresses.length > MAX_ADDRESSES) errors.push(tooMany(`${at}.addresses`, addresses.length, MAX_ADDRESSES));
    else
      for (const [j, address] of addresses.entries())
        errors.push(...addressErrors(`${at}.addresses[${j}]`, address, type));
    const { nodeName, hostname } = endpoint;
    if (nodeName !== undefined) errors.push(...allInvalid(`${at}.nodeName`, nodeName, dns1123Subdomain(nodeName)));
    if (hostname !== undefined) errors.push(...allInvalid(`${at}.hostname`, hostname, dns1123Label(hostname)));
    errors.push(...hintErrors(`${at}.hints`, endpoint['hints']));
    return errors;
  });
}

function portErrors(ports: Fields[]): FieldError[] {
  if (ports.length > MAX_PORTS) return [tooMany('ports', ports.length, MAX_PORTS)];
  const names = new Set<string>();
  return ports.flatMap((port, i) => {
    const at = `ports[${i}]`;
    const { name, protocol, appProtocol } = port;
    const errors: FieldError[] = name ? allInvalid(`${at}.name`, name, dns1123Label(name)) : [];
    if (names.has(name)) errors.push(duplicate(`${at}.name`, name));
    names.add(name);
    if (!PROTOCOLS.includes(protocol)) errors.push(notSupported(`${at}.protocol`, protocol, PROTOCOLS));
    if (appProtocol !== undefined) {
      errors.push(...allInvalid(`${at}.appProtocol`, appProtocol, qualifiedName(appProtocol)));
    }
    return errors;
  });
}

function validate(object: Fields, old: Fields | undefined): FieldError[] {
  const type: string = object['addressType'] ?? '';
  const types = ['FQDN', 'IPv4', 'IPv6'];
  const errors: FieldError[] = [];
  if (type === '') errors.push(required('addressType'));
  else if (!types.includes(type)) errors.push(notSupported('addressType', type, types));
  errors.push(...portErrors(object['ports'] ?? []));
  // Endpoints that did not change are not refused again.
  const same = old && sameJson(old['endpoints'], object['endpoints']);
  if (!same) errors.push(...endpointErrors(object['endpoints'] ?? [], type));
  if (old) errors.push(...immutable('addressType', type, old['addressType']));
  return errors;
}

/** dropTopologyOnV1: a field of older versions that v1 does not take. */
function dropTopology(object: Fields): void {
  for (const endpoint of object['endpoints'] ?? []) delete endpoint.deprecatedTopology;
}

export const endpointSliceStrategy: Strategy = {
  defaults(object) {
    for (const port of object['ports'] ?? []) {
      port.name ??= '';
      port.protocol ??= 'TCP';
    }
  },
  prepareForCreate: dropTopology,
  prepareForUpdate: dropTopology,
  validate,
};
