import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { invalid, required } from './fieldErrors.ts';
import { allInvalid, legacyIp, tooLong } from './validators.ts';

const SUBDOMAIN_UNDERSCORE = /^_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\._?[a-z0-9]([-_a-z0-9]*[a-z0-9])?)*$/;
const UNDERSCORE_MESSAGE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\\._?[a-z0-9]([-_a-z0-9]*[a-z0-9])?)*')";

/** core/validation, validatePodDNSConfig. Few Pods have one. */
export function dnsConfigErrors(config: Fields, at: string): FieldError[] {
  const errors: FieldError[] = [];
  const nameservers: string[] = config.nameservers ?? [];
  const searches: string[] = config.searches ?? [];
  if (nameservers.length > 3)
    errors.push(invalid(`${at}.nameservers`, nameservers, 'must not have more than 3 nameservers'));
  for (const [i, ip] of nameservers.entries()) errors.push(...legacyIp(`${at}.nameservers[${i}]`, ip));
  if (searches.length > 32) errors.push(invalid(`${at}.searches`, searches, 'must not have more than 32 search paths'));
  if (searches.join(' ').length > 2048) {
    const text = 'must not have more than 2048 characters (including spaces) in the search list';
    errors.push(invalid(`${at}.searches`, searches, text));
  }
  for (const [i, search] of searches.entries()) {
    const name = search.replace(/\.$/, '');
    if (search === '.') continue;
    const wrong = tooLong(name, 253);
    if (!SUBDOMAIN_UNDERSCORE.test(name)) wrong.push(UNDERSCORE_MESSAGE);
    errors.push(...allInvalid(`${at}.searches[${i}]`, name, wrong));
  }
  for (const [i, { name }] of ((config.options ?? []) as Fields[]).entries()) {
    if (!name) errors.push(required(`${at}.options[${i}]`, 'must not be empty'));
  }
  return errors;
}
