import { findMappedKind, kindInfo, type KindInfo, KINDS } from '../../admit/kinds.ts';
import type { ParsedDocument } from '../../parse/parse.ts';
import { bareMessage, KubectlError, type Problem } from './KubectlError.ts';
import { metadataError } from '../../admit/decode.ts';
import { aggregate } from '../../admit/status.ts';
import { identityErrors } from './identityErrors.ts';
import { type ListErrors, listErrors } from './schemaValidation.ts';
import type { Matcher } from './labelSelector.ts';

/** An object in a file, before it is sent: kubectl's resource.Info. */
export interface Manifest {
  info: KindInfo;
  object: Record<string, unknown>;
  namespace: string;
  name: string;
  /** `STDIN` or the file's name; an item of a List has its List's (cli-runtime: FlattenListVisitor). */
  source: string;
  /** Which item of a List it is: `items[2]`. */
  item?: string;
}

/** client-go: rest/request.go, of a request about nobody. */
export const NAMELESS = 'resource name may not be empty';

export interface ManifestOptions {
  namespace: string;
  /** -n was given: an object of another Namespace is an error. */
  enforceNamespace: boolean;
  validation: 'Strict' | 'Warn' | 'Ignore';
  /** All are read before the first is sent, as `apply` does: what could not be read is told first. */
  collected?: boolean;
  /** Of the objects in the files, only those with these labels (-l). */
  selector?: Matcher | undefined;
}

type Visit = (manifest: Manifest) => void;

/**
 * Visits every object of the documents and goes on after errors, as kubectl's builder with ContinueOnError
 * does; what is no YAML, or has no kind, ends its stream. Throws all errors at the end. Returns how many
 * objects were visited without one.
 */
export function visitManifests(
  files: readonly { source: string; documents: readonly ParsedDocument[] }[],
  options: ManifestOptions,
  visit: Visit,
): number {
  const problems: Problem[] = [];
  // what is no object that could be sent (cli-runtime: EagerVisitorList), as against what happens to one
  const unread: Problem[] = [];
  const waiting: (() => void)[] = [];
  let visited = 0;
  const selected = ({ object }: Manifest) =>
    options.selector?.((metadataOf(object)['labels'] ?? {}) as Record<string, string>) ?? true;
  const attempt = (action: () => void, noted: Problem[], item?: string): boolean => {
    try {
      action();
      return true;
    } catch (error) {
      if (!(error instanceof KubectlError)) throw error;
      noted.push(...error.problems.map((problem) => (item === undefined ? problem : { ...problem, item })));
      return false;
    }
  };
  for (const { source, documents } of files) {
    for (const document of documents) {
      if (document.error !== undefined) {
        unread.push({ kind: 'plain', message: `error parsing ${source}: ${document.error}` });
        break;
      }
      const { value } = document;
      if (value === null || value === undefined) continue;
      const wrong = options.validation === 'Ignore' ? undefined : unsendable(value, options.validation);
      if (wrong) {
        unread.push({
          ...wrong,
          kind: 'plain',
          message:
            `error validating "${source}": error validating data: ${wrong.message}; ` +
            'if you choose to ignore these errors, turn validation off with --validate=false',
        });
        break;
      }
      attempt(() => {
        const manifests = manifestsOf(value, source, unread).filter((manifest) =>
          attempt(() => placed(manifest, options), unread, manifest.item),
        );
        const visitAll = (): void => {
          for (const manifest of manifests.filter(selected))
            attempt(
              () => {
                visit(manifest);
                visited++;
              },
              problems,
              manifest.item,
            );
        };
        if (options.collected) waiting.push(visitAll);
        else visitAll();
      }, unread);
    }
  }
  for (const visitAll of waiting) visitAll();
  const told = problems.length > 0 ? asOne(unread) : unread;
  const all = options.collected ? [...told, ...problems] : [...problems, ...told];
  if (all.length > 0) throw new KubectlError(all);
  return visited;
}

/** Errors of one reading are one among others (apimachinery: util/errors, aggregate). */
function asOne(problems: Problem[]): Problem[] {
  const messages = problems.map(bareMessage);
  return problems.length > 1 ? [{ kind: 'plain', listed: true, message: `[${messages.join(', ')}]` }] : problems;
}

/** What kubectl does not even send. */
function unsendable(value: unknown, validation: ManifestOptions['validation']): ListErrors | undefined {
  const errors = identityErrors(value);
  if (errors.length > 0) return { message: aggregate(errors) };
  const { apiVersion, kind } = value as { apiVersion: string; kind: string };
  return validation === 'Strict' && apiVersion === 'v1' && kind === 'List' ? listErrors(value as object) : undefined;
}

type Plain = Record<string, unknown>;

const metadataOf = (object: Plain): Plain => {
  const { metadata } = object as { metadata?: unknown };
  return typeof metadata === 'object' && metadata !== null ? (metadata as Plain) : {};
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The objects of a document; a List gives its items, and notes which of them are of no kind. */
function manifestsOf(value: unknown, source: string, unmapped: Problem[]): Manifest[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !text((value as Plain)['kind']))
    throw KubectlError.plain(`unable to decode "${source}": Object 'Kind' is missing in '${JSON.stringify(value)}'`);
  const object = value as Plain;
  if (Array.isArray(object['items'])) return itemsOf(object, source, unmapped);
  const wrong = metadataError(object);
  if (wrong) throw KubectlError.plain(`unable to decode "${source}": ${wrong}`);
  const [apiVersion, kind] = [text(object['apiVersion']), text(object['kind'])];
  const { name, namespace } = metadataOf(object);
  // A version that is missing is looked up by the kind; the server then has no such place.
  const info = apiVersion === '' ? kindInfo(kind) : findMappedKind(apiVersion, kind);
  if (!info) throw unmappable(object, source);
  return [{ info, object, namespace: text(namespace), name: text(name), source }];
}

function unmappable(object: Plain, source: string): KubectlError {
  const { name, namespace } = metadataOf(object);
  return KubectlError.plain(
    `resource mapping not found for name: "${text(name)}" namespace: "${text(namespace)}" from "${source}": ` +
      `no matches for kind "${text(object['kind'])}" in version "${text(object['apiVersion'])}"\n` +
      'ensure CRDs are installed first',
  );
}

/** What a version has kinds of has Lists, too (client-go: restmapper, NewDiscoveryRESTMapper). */
const isVersion = (version: string): boolean => KINDS.some(({ apiVersion }) => apiVersion === version);

/** cli-runtime: FlattenListVisitor, which finds no items in a List within a List. */
function itemsOf(list: Plain, source: string, unmapped: Problem[]): Manifest[] {
  const version = text(list['apiVersion']);
  if (list['kind'] === 'List' && !isVersion(version)) throw unmappable(list, source);
  const itemKind = text(list['kind']).replace(/List$/, '');
  return (list['items'] as unknown[]).flatMap((item, i): Manifest[] => {
    const place = `items[${i}]`;
    if (typeof item !== 'object' || item === null) return [];
    const object: Plain =
      itemKind !== '' && !('kind' in item)
        ? { apiVersion: list['apiVersion'], kind: itemKind, ...item }
        : (item as Plain);
    if (Array.isArray(object['items']))
      throw KubectlError.plain('*unstructured.Unstructured is not a list: no Items field in this object');
    const [apiVersion, kind] = [text(object['apiVersion']), text(object['kind'])];
    const info = findMappedKind(apiVersion, kind);
    if (!info) {
      const message = `unable to recognize no matches for kind "${kind}" in version "${apiVersion}"`;
      unmapped.push({ kind: 'plain', listed: true, message, item: place });
      return [];
    }
    const { name, namespace } = metadataOf(object);
    return [{ info, object, namespace: text(namespace), name: text(name), source, item: place }];
  });
}

/** kubectl: resource.SetNamespace, RequireNamespace and FilterNamespace. */
function placed(manifest: Manifest, { namespace, enforceNamespace }: ManifestOptions): void {
  if (!manifest.info.namespaced) {
    if (manifest.namespace !== '') {
      const { namespace: _, ...metadata } = metadataOf(manifest.object);
      manifest.object = { ...manifest.object, metadata };
    }
    manifest.namespace = '';
    return;
  }
  if (manifest.namespace === '') {
    manifest.namespace = namespace;
    const metadata = metadataOf(manifest.object);
    // The server's default needs no copy: the document then stays the same value from one edit to the next.
    if (namespace !== 'default') manifest.object = { ...manifest.object, metadata: { ...metadata, namespace } };
  } else if (enforceNamespace && manifest.namespace !== namespace) {
    throw KubectlError.plain(
      `the namespace from the provided object "${manifest.namespace}" does not match the namespace "${namespace}". ` +
        `You must pass '--namespace=${manifest.namespace}' to perform this operation.`,
    );
  }
}
