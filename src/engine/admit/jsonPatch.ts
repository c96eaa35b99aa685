import type { ApiStatus } from './ApiResponse.ts';
import { badRequest } from './status.ts';
import { clone } from './clone.ts';

type Outcome = { value: unknown } | { error: string; status: ApiStatus };

class PatchError extends Error {}

const unescape = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~');

function pathOf(path: string): string[] {
  if (path !== '' && !path.startsWith('/')) throw new PatchError(`missing path: ${JSON.stringify(path)}`);
  return path === '' ? [] : path.split('/').slice(1).map(unescape);
}

function index(list: unknown[], token: string, most: number): number {
  const i = token === '-' ? list.length : /^\d+$/.test(token) ? Number(token) : Number.NaN;
  if (Number.isNaN(i)) throw new PatchError(`strconv.Atoi: parsing ${JSON.stringify(token)}: invalid syntax`);
  if (i > most) throw new PatchError(`Unable to access invalid index: ${i}: invalid index referenced`);
  return i;
}

function child(value: unknown, token: string): unknown {
  if (Array.isArray(value)) return value[index(value, token, value.length - 1)];
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[token] : undefined;
}

/** The container of a path's last token. */
function container(
  root: unknown,
  tokens: string[],
  operation: string,
  path: string,
): Record<string, unknown> | unknown[] {
  let at = root;
  for (const token of tokens.slice(0, -1)) at = child(at, token);
  if (typeof at !== 'object' || at === null) {
    throw new PatchError(
      `${operation} operation does not apply: doc is missing path: ${JSON.stringify(path)}: missing value`,
    );
  }
  return at as Record<string, unknown>;
}

function apply(root: unknown, operation: Record<string, unknown>): void {
  const { op, path, from, value } = operation as { op: string; path: string; from?: string; value?: unknown };
  const tokens = pathOf(path);
  const last = tokens.at(-1) ?? '';
  const target = container(root, tokens, op, path);
  const missing = (what: string): PatchError =>
    new PatchError(`${op} operation does not apply: doc is missing ${what}: ${path}: missing value`);
  const has = Array.isArray(target) ? /^\d+$/.test(last) && Number(last) < target.length : Object.hasOwn(target, last);
  switch (op) {
    case 'add':
      if (Array.isArray(target)) target.splice(index(target, last, target.length), 0, clone(value));
      else target[last] = clone(value);
      return;
    case 'remove':
      if (!has) {
        if (Array.isArray(target))
          throw new PatchError(
            `remove operation does not apply: doc is missing path: ${JSON.stringify(path)}: missing value`,
          );
        throw new PatchError(`remove operation does not apply: doc is missing key: ${path}: missing value`);
      }
      if (Array.isArray(target)) target.splice(Number(last), 1);
      else delete target[last];
      return;
    case 'replace':
      // A key that an object lacks is simply set: the library of the server finds no fault with it.
      if (Array.isArray(target) && !has) throw missing('key');
      if (Array.isArray(target)) target[Number(last)] = clone(value);
      else target[last] = clone(value);
      return;
    case 'test': {
      const found = child(target, last);
      if (JSON.stringify(found ?? null) !== JSON.stringify(value ?? null)) {
        throw new PatchError(`testing value ${path} failed: test failed`);
      }
      return;
    }
    case 'copy':
    case 'move': {
      const source = pathOf(from ?? '');
      const holder = container(root, source, op, from ?? '');
      const moved = clone(child(holder, source.at(-1) ?? ''));
      if (op === 'move') apply(root, { op: 'remove', path: from });
      apply(root, { op: 'add', path, value: moved });
      return;
    }
    default:
      throw new PatchError(`Unexpected kind: ${op}`);
  }
}

/** RFC 6902, with the words of the library that the API server uses (evanphx/json-patch). */
export function applyJsonPatch(document: unknown, patch: unknown): Outcome {
  if (!Array.isArray(patch)) {
    const error = 'error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp';
    return { error, status: badRequest(error) };
  }
  try {
    for (const operation of patch) apply(document, operation);
    return { value: document };
  } catch (error) {
    if (!(error instanceof PatchError)) throw error;
    const status: ApiStatus = {
      code: 422,
      reason: 'Invalid',
      message: 'the server rejected our request due to an error in our request',
      causes: [],
    };
    return { error: error.message, status };
  }
}
