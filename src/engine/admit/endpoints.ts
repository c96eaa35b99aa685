import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { notSupported, required } from './fieldErrors.ts';
import { PROTOCOLS } from './serviceValidation.ts';
import type { Strategy } from './Strategy.ts';
import {
  allInvalid,
  dns1123Label,
  dns1123Subdomain,
  endpointIp,
  legacyIp,
  portNumber,
  qualifiedName,
} from './validators.ts';

const addressErrors = (at: string, address: Fields): FieldError[] => {
  const { ip, hostname, nodeName } = address;
  const errors = [...legacyIp(`${at}.ip`, ip)];
  if (hostname) errors.push(...allInvalid(`${at}.hostname`, hostname, dns1123Label(hostname)));
  if (nodeName !== undefined) errors.push(...allInvalid(`${at}.nodeName`, nodeName, dns1123Subdomain(nodeName)));
  errors.push(...endpointIp(`${at}.ip`, ip));
  return errors;
};

const portErrors = (at: string, port: Fields, nameRequired: boolean): FieldError[] => {
  const { name, protocol, appProtocol } = port;
  const errors: FieldError[] = [];
  if (!name && nameRequired) errors.push(required(`${at}.name`));
  else if (name) errors.push(...allInvalid(`${at}.name`, name, dns1123Label(name)));
  errors.push(...allInvalid(`${at}.port`, port['port'], portNumber(port['port'])));
  if (!PROTOCOLS.includes(protocol)) errors.push(notSupported(`${at}.protocol`, protocol, PROTOCOLS));
  if (appProtocol !== undefined) {
    errors.push(...allInvalid(`${at}.appProtocol`, appProtocol, qualifiedName(appProtocol)));
  }
  return errors;
};

/** pkg/apis/core/validation, ValidateEndpoints */
function validate(object: Fields): FieldError[] {
  return ((object['subsets'] ?? []) as Fields[]).flatMap((subset, i) => {
    const at = `subsets[${i}]`;
    const errors: FieldError[] = [];
    if (!subset['addresses']?.length && !subset['notReadyAddresses']?.length) {
      errors.push(required(at, 'must specify `addresses` or `notReadyAddresses`'));
    }
    for (const list of ['addresses', 'notReadyAddresses']) {
      for (const [j, address] of ((subset[list] ?? []) as Fields[]).entries()) {
        errors.push(...addressErrors(`${at}.${list}[${j}]`, address));
      }
    }
    const ports: Fields[] = subset['ports'] ?? [];
    for (const [j, port] of ports.entries()) errors.push(...portErrors(`${at}.ports[${j}]`, port, ports.length > 1));
    return errors;
  });
}

export const endpointsStrategy: Strategy = {
  defaults(object) {
    const ports: Fields[] | undefined = object['subsets']?.flatMap((subset: Fields) => subset['ports'] ?? []);
    for (const port of ports ?? []) port['protocol'] ||= 'TCP';
  },
  validate,
  createOnUpdate: true,
  deprecation: 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice',
};
