import type { ApiStatus } from './ApiResponse.ts';
import { badRequest } from './status.ts';
import { clone } from './clone.ts';
import { jsonKind } from './decode.ts';
import { isPlain, sameJson } from '../plain.ts';

type Container = Record<string, unknown> | unknown[];

/** Why a patch does not apply, of which the API server says nothing. */
class PatchError extends Error {}

const unescape = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~');

/** What stands before the first slash counts for nothing. */
export function pathOf(path: string | null | undefined): string[] {
  if (!path?.includes('/')) throw new PatchError();
  return path.split('/').slice(1).map(unescape);
}

/** A number below nothing counts from the end. */
function index(list: unknown[], token: string, most: number): number {
  const i = token === '-' ? list.length : /^[+-]?\d+$/.test(token) ? Number(token) : Number.NaN;
  const from = i < 0 ? i + most + 1 : i;
  if (!(from >= 0 && from <= most)) throw new PatchError();
  return from;
}

function child(value: unknown, token: string): unknown {
  if (Array.isArray(value)) return value[index(value, token, value.length - 1)];
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[token] : undefined;
}

/** The container of a path's last token. */
function container(root: unknown, tokens: string[]): Container {
  let at = root;
  for (const token of tokens.slice(0, -1)) at = child(at, token);
  if (typeof at !== 'object' || at === null) throw new PatchError();
  return at as Container;
}

function add(target: Container, last: string, value: unknown): void {
  if (Array.isArray(target)) target.splice(index(target, last, target.length), 0, value);
  else target[last] = value;
}

function remove(target: Container, last: string): void {
  if (Array.isArray(target)) target.splice(index(target, last, target.length - 1), 1);
  else if (Object.hasOwn(target, last)) delete target[last];
  else throw new PatchError();
}

export interface Operation {
  op?: string | null;
  path?: string | null;
  from?: string | null;
  value?: unknown;
}

export interface Patched {
  value: unknown;
  /** What is strange about the patch, though it could be applied. */
  warnings?: string[];
}

const mustEqual = (a: unknown, b: unknown): void => {
  if (!sameJson(a ?? null, b ?? null)) throw new PatchError();
};

/** An empty path is the whole document, which can be tested and replaced. */
function applyToAll(root: unknown, { op, value }: Operation): unknown {
  if (op === 'test') {
    mustEqual(root, value);
    return root;
  }
  if (op !== 'replace' || typeof value !== 'object' || value === null) throw new PatchError();
  return clone(value);
}

function apply(root: unknown, { op, path, from, value }: Operation): void {
  const tokens = pathOf(path);
  const last = tokens.at(-1) as string;
  const target = container(root, tokens);
  switch (op) {
    case 'add':
      return add(target, last, clone(value ?? null));
    case 'remove':
      return remove(target, last);
    case 'replace':
      // A key that an object lacks is simply set: the library of the server finds no fault with it.
      if (Array.isArray(target)) target[index(target, last, target.length - 1)] = clone(value ?? null);
      else target[last] = clone(value ?? null);
      return;
    case 'test':
      return mustEqual(child(target, last), value);
    case 'copy':
    case 'move': {
      const source = pathOf(from);
      const holder = container(root, source);
      const name = source.at(-1) as string;
      const taken = clone(child(holder, name));
      if (op === 'move') remove(holder, name);
      // what has gone may have moved what the path leads to
      return add(container(root, tokens), last, taken);
    }
    default:
      throw new PatchError();
  }
}

/** What is not of the type that the server reads first (apiserver: handlers/patch.go, jsonPatchOp). */
function undecoded(patch: unknown): string | undefined {
  if (!Array.isArray(patch)) return `${jsonKind(patch)} into Go value of type []handlers.jsonPatchOp`;
  for (const operation of patch as unknown[]) {
    if (operation === null) continue;
    if (!isPlain(operation)) return `${jsonKind(operation)} into Go value of type handlers.jsonPatchOp`;
    for (const field of ['op', 'path', 'from'])
      if (typeof (operation[field] ?? '') !== 'string')
        return `${jsonKind(operation[field])} into Go struct field jsonPatchOp.${field} of type string`;
  }
  return undefined;
}

const KNOWN = ['op', 'path', 'from', 'value'];

/** What the server warns of: fields that an operation does not have. */
const strangers = (patch: readonly unknown[]): string[] =>
  patch.flatMap((operation, i) =>
    Object.keys(operation ?? {})
      .filter((field) => !KNOWN.includes(field))
      .map((field) => `json patch unknown field "[${i}].${field}"`),
  );

/** RFC 6902, as the library does it that the API server uses (evanphx/json-patch). */
export function applyJsonPatch(document: unknown, given: unknown): Patched | { status: ApiStatus } {
  // Go reads null as no operations
  const patch = given ?? [];
  const unreadable = undecoded(patch);
  if (unreadable !== undefined)
    return { status: badRequest(`error decoding patch: json: cannot unmarshal ${unreadable}`) };
  try {
    let value = document;
    for (const operation of patch as (Operation | null)[])
      if (operation?.path === '') value = applyToAll(value, operation);
      else apply(value, operation ?? {});
    const warnings = strangers(patch as unknown[]);
    return warnings.length > 0 ? { value, warnings } : { value };
  } catch (error) {
    if (!(error instanceof PatchError)) throw error;
    const message = 'the server rejected our request due to an error in our request';
    return { status: { code: 422, reason: 'Invalid', message, causes: [] } };
  }
}
