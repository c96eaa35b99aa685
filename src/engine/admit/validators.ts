import { canonicalIp, ipToBigInt } from '../net/ip.ts';
import { remembering } from '../remembering.ts';
import type { FieldError } from './ApiResponse.ts';
import { invalid, required } from './fieldErrors.ts';

// The messages of apimachinery's util/validation, and of the fields that use them (pkg/apis/core/validation).

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED_NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;

export const LABEL_MESSAGE =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
export const SUBDOMAIN_MESSAGE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const NAME_PART =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const VALUE_MESSAGE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
export const PORT_MESSAGE = 'must be between 1 and 65535, inclusive';

/** MaxLenError, of more than so many bytes of UTF-8: no unit of a text takes more than three. */
export function tooLong(text: string, most: number, unit = 'characters'): string[] {
  if (text.length * 3 <= most) return [];
  let n = 0;
  for (const char of text) {
    const code = char.codePointAt(0) as number;
    n += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return n > most ? [`must be no more than ${most} ${unit}`] : [];
}

export function dns1123Label(value: string): string[] {
  const messages = tooLong(value, 63);
  if (!LABEL.test(value)) messages.push(SUBDOMAIN.test(value) ? 'must not contain dots' : LABEL_MESSAGE);
  return messages;
}

/** Within a key of labels (api/validate/content) its length is told in bytes. */
export function dns1123Subdomain(value: string, unit?: string): string[] {
  const messages = tooLong(value, 253, unit);
  if (!SUBDOMAIN.test(value)) messages.push(SUBDOMAIN_MESSAGE);
  return messages;
}

/** Keys and values of labels that are remembered. */
const MOST_LABELS = 50_000;

/** `prefix/name`: keys of labels, names of classes and protocols. */
export const qualifiedName = remembering(qualifiedNameMessages, MOST_LABELS);

function qualifiedNameMessages(value: string): string[] {
  const parts = value.split('/');
  const messages: string[] = [];
  if (parts.length > 2) {
    return [`a valid label key ${NAME_PART} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  }
  const name = parts.at(-1) as string;
  if (parts.length === 2) {
    const prefix = parts[0] as string;
    if (prefix === '') messages.push('prefix part must be non-empty');
    else messages.push(...dns1123Subdomain(prefix, 'bytes').map((m) => `prefix part ${m}`));
  }
  if (name === '') messages.push('name part must be non-empty');
  else messages.push(...tooLong(name, 63, 'bytes').map((m) => `name part ${m}`));
  if (!QUALIFIED_NAME.test(name)) messages.push(`name part ${NAME_PART}`);
  return messages;
}

export const labelValue = remembering(labelValueMessages, MOST_LABELS);

function labelValueMessages(value: string): string[] {
  const messages = tooLong(value, 63, 'bytes');
  if (!LABEL_VALUE.test(value)) messages.push(VALUE_MESSAGE);
  return messages;
}

/** Names of ports: IANA service names. */
export const portName = remembering(portNameMessages);

function portNameMessages(value: string): string[] {
  const messages = tooLong(value, 15);
  if (!/^[-a-z0-9]+$/.test(value)) {
    messages.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)');
  }
  if (!/[a-z]/.test(value)) messages.push('must contain at least one letter (a-z)');
  if (value.includes('--')) messages.push('must not contain consecutive hyphens');
  if (value !== '' && (value.startsWith('-') || value.endsWith('-'))) {
    messages.push('must not begin or end with a hyphen');
  }
  return messages;
}

export const portNumber = (value: number): string[] => (value >= 1 && value <= 65535 ? [] : [PORT_MESSAGE]);

/** Each message as an Invalid error of one field. */
export const allInvalid = (field: string, value: unknown, messages: readonly string[]): FieldError[] =>
  messages.length === 0 ? [] : messages.map((message) => invalid(field, value, message));

/** IsDomainPrefixedPath: `acme.io/foo` */
export function domainPrefixedPath(field: string, value: string): FieldError[] {
  if (value === '') return [required(field)];
  const [, host = '', path = ''] = /^([^/]+)\/(.+)$/s.exec(value) ?? [];
  if (host === '') return [invalid(field, value, 'must be a domain-prefixed path (such as "acme.io/foo")')];
  const errors = allInvalid(field, host, dns1123Subdomain(host));
  if (/^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/.test(path)) return errors;
  return [
    ...errors,
    invalid(field, path, "Invalid path (regex used for validation is '[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+')"),
  ];
}

export function portNumberOrName(field: string, value: number | string): FieldError[] {
  return allInvalid(field, value, typeof value === 'number' ? portNumber(value) : portName(value));
}

/** What Go's old, forgiving parser makes of an address: leading zeros are decimal. null when it is none. */
export function sloppyIp(value: string): string | null {
  const exact = canonicalIp(value);
  if (exact !== null) return exact;
  if (!/^\d+(\.\d+){3}$/.test(value)) return null;
  const octets = value.split('.').map(Number);
  return octets.every((o) => o <= 255) ? octets.join('.') : null;
}

const IP_MESSAGE = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)';
export const isMapped = (canonical: string): boolean =>
  canonical.includes(':') && ipToBigInt(canonical) >> 32n === 0xffffn;

/** An address in a field that is older than strict validation. No object here is older than its rules. */
export function legacyIp(field: string, value: string): FieldError[] {
  const sloppy = sloppyIp(value);
  if (sloppy === null) return [invalid(field, value, IP_MESSAGE)];
  if (canonicalIp(value) === null) return [invalid(field, value, 'must not have leading 0s')];
  if (isMapped(sloppy)) return [invalid(field, value, 'must not be an IPv4-mapped IPv6 address')];
  return [];
}

/** An address in a newer field: canonical too. */
export function strictIp(field: string, value: string): FieldError[] {
  const errors = legacyIp(field, value);
  if (errors.length > 0) return errors;
  const canonical = canonicalIp(value) as string;
  return canonical === value ? [] : [invalid(field, value, `must be in canonical form ("${canonical}")`)];
}

/** An address that packets can be sent to: `core/validation`, ValidateEndpointIP. */
export function endpointIp(field: string, value: string): FieldError[] {
  const ip = sloppyIp(value);
  if (ip === null) return [invalid(field, value, 'must be a valid IP address')];
  const v4 = isMapped(ip) ? ipToBigInt(ip) & 0xffffffffn : ip.includes(':') ? undefined : ipToBigInt(ip);
  const n = ipToBigInt(ip);
  const errors: FieldError[] = [];
  if (v4 === 0n || n === 0n) errors.push(invalid(field, value, `may not be unspecified (${value})`));
  if (v4 !== undefined ? v4 >> 24n === 127n : n === 1n) {
    errors.push(invalid(field, value, 'may not be in the loopback range (127.0.0.0/8, ::1/128)'));
  }
  if (v4 !== undefined ? v4 >> 16n === 0xa9fen : n >> 118n === 0x3fan) {
    errors.push(invalid(field, value, 'may not be in the link-local range (169.254.0.0/16, fe80::/10)'));
  }
  if (v4 !== undefined ? v4 >> 8n === 0xe00000n : n >> 112n === 0xff02n) {
    errors.push(invalid(field, value, 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)'));
  }
  return errors;
}

const CIDR_MESSAGE = 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)';

export interface SloppyCidr {
  ip: string;
  bits: number;
  prefix: number;
}

export function sloppyCidr(value: string): SloppyCidr | null {
  const slash = value.indexOf('/');
  const ip = sloppyIp(value.slice(0, slash));
  const length = value.slice(slash + 1);
  if (ip === null || !/^\d{1,4}$/.test(length)) return null;
  const bits = ip.includes(':') ? 128 : 32;
  return Number(length) <= bits ? { ip, bits, prefix: Number(length) } : null;
}

const hostBitsSet = ({ ip, bits, prefix }: SloppyCidr): boolean => {
  const host = BigInt(bits - prefix);
  const n = ipToBigInt(ip);
  return (n >> host) << host !== n;
};

export function legacyCidr(field: string, value: string): FieldError[] {
  const cidr = sloppyCidr(value);
  if (!cidr) return [invalid(field, value, CIDR_MESSAGE)];
  const [address = '', length = ''] = value.split('/');
  if (canonicalIp(address) === null || /^0\d/.test(length)) {
    return [invalid(field, value, 'must not have leading 0s in IP or prefix length')];
  }
  if (isMapped(cidr.ip)) return [invalid(field, value, 'must not have an IPv4-mapped IPv6 address')];
  if (hostBitsSet(cidr)) return [invalid(field, value, 'must not have bits set beyond the prefix length')];
  return [];
}

/** A range in a newer field: canonical too. */
export function strictCidr(field: string, value: string): FieldError[] {
  const errors = legacyCidr(field, value);
  const cidr = errors.length > 0 ? null : sloppyCidr(value);
  if (!cidr || `${cidr.ip}/${cidr.prefix}` === value) return errors;
  return [invalid(field, value, `must be in canonical form ("${cidr.ip}/${cidr.prefix}")`)];
}

/** apimachinery: content.IsPathSegmentName. */
export function pathSegment(value: string): string[] {
  if (value === '.' || value === '..') return [`may not be '${value}'`];
  return ['/', '%'].filter((letter) => value.includes(letter)).map((letter) => `may not contain '${letter}'`);
}

/** IsRelaxedEnvVarName */
export const variableName = (name: string): string[] =>
  /^[\x20-\x3c\x3e-\x7e]+$/.test(name)
    ? []
    : ["a valid environment variable name must consist only of printable ASCII characters other than '='"];

const LABEL_1035 = '[a-z]([-a-z0-9]*[a-z0-9])?';

/** IsDNS1035Label */
export const dns1035Label = (name: string): string[] => [
  ...tooLong(name, 63),
  ...(new RegExp(`^${LABEL_1035}$`).test(name)
    ? []
    : [
        `a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '${LABEL_1035}')`,
      ]),
];

/** maskTrailingDash: of what a suffix is added to, or could be, a hyphen at the end fits. */
export const asPrefix = (name: string): string => (/.-$/.test(name) ? `${name.slice(0, -2)}a` : name);
