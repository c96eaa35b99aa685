import type { FieldError } from './ApiResponse.ts';
import { jsonSyntaxError } from '../parse/jsonSyntaxError.ts';
import { configMapKey } from './valueFromValidation.ts';
import type { Fields } from './Fields.ts';
import { forbidden, immutable, invalid, required } from './fieldErrors.ts';
import type { Strategy } from './Strategy.ts';
import { allInvalid } from './validators.ts';
import { utf8 } from '../utf8.ts';

// pkg/apis/core/validation: ValidateConfigMap, ValidateSecret

const keyErrors = (data: Record<string, unknown> | undefined, at: string): FieldError[] =>
  Object.keys(data ?? {})
    .sort()
    .flatMap((key) => allInvalid(`${at}[${key}]`, key, configMapKey(key)));

const changed = (object: Fields, old: Fields, fields: string[]): boolean =>
  fields.some((field) => JSON.stringify(object[field] ?? {}) !== JSON.stringify(old[field] ?? {}));

function immutableErrors(object: Fields, old: Fields, fields: string[]): FieldError[] {
  if (!old['immutable']) return [];
  const errors: FieldError[] = [];
  if (!object['immutable']) errors.push(forbidden('immutable', 'field is immutable when `immutable` is set'));
  for (const field of fields) {
    if (changed(object, old, [field])) errors.push(forbidden(field, 'field is immutable when `immutable` is set'));
  }
  return errors;
}

export const configMapStrategy: Strategy = {
  defaults(object) {
    canonicalBytes(object, 'binaryData');
  },
  validate(object) {
    const errors = keyErrors(object['data'], 'data');
    for (const key of Object.keys(object['data'] ?? {})) {
      if (object['binaryData']?.[key] !== undefined) {
        errors.push(invalid(`data[${key}]`, key, 'duplicate of key present in binaryData'));
      }
    }
    return [...errors, ...keyErrors(object['binaryData'], 'binaryData')];
  },
  updateRulesFirst: true,
  validateUpdate: (object, old) => immutableErrors(object, old, ['data', 'binaryData']),
};

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 of the UTF-8 form of a text. */
export function base64(text: string): string {
  const bytes = utf8(text);
  let out = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a, b, c] = [bytes.charCodeAt(i), bytes.charCodeAt(i + 1), bytes.charCodeAt(i + 2)];
    const n = (a << 16) | ((b || 0) << 8) | (c || 0);
    const letters = [n >> 18, (n >> 12) & 63, (n >> 6) & 63, n & 63].map((v) => ALPHABET[v]);
    const missing = Math.max(0, i + 3 - bytes.length);
    out += letters.slice(0, 4 - missing).join('') + '='.repeat(missing);
  }
  return out;
}

/** The letters that base64 stands for, a letter a byte. */
export function fromBase64(text: string): string {
  let out = '';
  let [bits, n] = [0, 0];
  for (const letter of text.replaceAll('=', '')) {
    n = (n << 6) | ALPHABET.indexOf(letter);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out += String.fromCharCode((n >> bits) & 255);
  }
  return out;
}

/** Bits of the last letter that stand for nothing are not kept, nor are ends of lines. */
function canonical(text: string): string {
  const letters = text.replace(/[\r\n]/g, '');
  const end = letters.indexOf('=');
  if (end < 0) return letters;
  const unused = letters.length - end === 2 ? 15 : 3;
  const last = ALPHABET.charAt(ALPHABET.indexOf(letters.charAt(end - 1)) & ~unused);
  return letters.slice(0, end - 1) + last + letters.slice(end);
}

function canonicalBytes(object: Fields, field: string): void {
  for (const [key, value] of Object.entries((object[field] ?? {}) as Record<string, string>))
    object[field] = { ...object[field], [key]: canonical(value) };
}

const DOCKER: Record<string, string> = {
  'kubernetes.io/dockercfg': '.dockercfg',
  'kubernetes.io/dockerconfigjson': '.dockerconfigjson',
};

const NEEDED: Record<string, string[]> = {
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
};

export const secretStrategy: Strategy = {
  defaults(object) {
    object['type'] ||= 'Opaque';
    canonicalBytes(object, 'data');
    for (const [key, value] of Object.entries((object['stringData'] ?? {}) as Record<string, string>)) {
      object['data'] = { ...object['data'], [key]: base64(value) };
    }
    delete object['stringData'];
  },
  validate(object) {
    const { data, type } = object;
    const errors = keyErrors(data, 'data');
    const missing = (keys: string[]): FieldError[] =>
      keys
        // of this one alone no text is none
        .filter((key) => data?.[key] === undefined || (key === 'ssh-privatekey' && data[key] === ''))
        .map((key) => required(`data[${key}]`));
    errors.push(...missing(NEEDED[type] ?? []));
    if (type === 'kubernetes.io/basic-auth') {
      const both = missing(['username', 'password']);
      if (both.length === 2) errors.push(...both);
    }
    const docker = DOCKER[type];
    if (docker !== undefined && data?.[docker] !== undefined) {
      const wrong = jsonSyntaxError(fromBase64(data[docker]));
      if (wrong !== undefined) errors.push(invalid(`data[${docker}]`, '<secret contents redacted>', wrong));
    }
    const account = 'kubernetes.io/service-account.name';
    if (type === 'kubernetes.io/service-account-token' && !object['metadata'].annotations?.[account]) {
      errors.push(required(`metadata.annotations[${account}]`));
    }
    return errors;
  },
  updateRulesFirst: true,
  validateUpdate(object, old) {
    return [...immutable('type', object['type'], old['type']), ...immutableErrors(object, old, ['data'])];
  },
};
