import type { KubeObject } from '../../../model/KubeObject.ts';
import { updateObject } from '../../admit/api.ts';
import { deleteObject } from '../../admit/deleteObject.ts';
import { findKind, findResource, type KindInfo } from '../../admit/kinds.ts';
import { withManagedFields } from '../../admit/managed/managedFields.ts';
import { badRequest, UNKNOWN_RESOURCE } from '../../admit/status.ts';
import { toJson } from '../../goJson.ts';
import { type Plain, isPlain, textOf } from '../../plain.ts';
import { jsonSyntaxError } from '../../parse/jsonSyntaxError.ts';
import { utf8 } from '../../utf8.ts';
import { SERVER, SERVER_VERSION } from './clusterInfo.ts';
import { flag, type ParsedArgs, valueOf } from './flags.ts';
import { readBody } from './files.ts';
import { KubectlError } from './KubectlError.ts';
import { requireSubresource, SCALE, scaleOf } from './scaleSubresource.ts';
import { serverResources } from './serverResources.ts';
import { select } from './select.ts';
import type { Session } from './Session.ts';
import { inStructOrder } from '../../admit/structOrder.ts';

/** What `--raw` names: a path of the API. */
interface Place {
  info: KindInfo;
  namespace: string | undefined;
  /** Empty for a collection. */
  name: string;
  scale: boolean;
}

const OF_API =
  /^\/(?:api|apis\/([^/]+))\/(v\w+)(?:\/namespaces\/([^/]+)(?=\/))?\/([a-z]+)(?:\/([^/]+))?(?:\/([a-z]+))?$/;

function placeOf(path: string): Place {
  const [, group = '', version = '', namespace, plural = '', name = '', subresource] = OF_API.exec(path) ?? [];
  const resource = plural === '' ? undefined : findResource(plural);
  const info = resource && findKind(group === '' ? version : `${group}/${version}`, resource.kind);
  if (!info || info.plural !== plural) throw KubectlError.status(UNKNOWN_RESOURCE);
  if (subresource !== undefined && subresource !== 'scale' && subresource !== 'status')
    throw KubectlError.status(UNKNOWN_RESOURCE);
  requireSubresource(info, subresource);
  return { info, namespace: info.namespaced ? namespace : undefined, name, scale: subresource === 'scale' };
}

/** The path, once kubectl has found nothing wrong with it. */
function rawPath(args: ParsedArgs): string {
  const path = valueOf(args, { name: 'raw' }) ?? '';
  if (valueOf(args, flag.output)) throw KubectlError.plain('--raw and --output are mutually exclusive');
  if (!path.startsWith('/'))
    throw KubectlError.plain(`--raw must be a valid URL path: parse "${path}": invalid URI for request`);
  return path;
}

/** An object in the server's own words. */
function told({ cluster }: Session, info: KindInfo, object: KubeObject): Plain {
  return inStructOrder(info === SCALE ? object : withManagedFields(cluster, info, object)) as Plain;
}

const line = (value: unknown): string => `${toJson(value, 0, true, true)}\n`;

function listed(session: Session, { info, namespace }: Place, query: string): Plain {
  const given = (name: string): string | undefined => {
    const [, value] = new RegExp(`(?:^|&)${name}=([^&]*)`).exec(query) ?? [];
    return value && decodeURIComponent(value);
  };
  const objects = select(info, session.list(info, namespace), given('labelSelector'), given('fieldSelector'));
  const items = objects.map((object) => {
    const { kind: _, apiVersion: __, ...rest } = told(session, info, object);
    return rest;
  });
  const resourceVersion = String(session.cluster.store.revision);
  return { kind: `${info.kind}List`, apiVersion: info.apiVersion, metadata: { resourceVersion }, items };
}

/** What the server says of itself. */
function ofItself(path: string): string | undefined {
  if (/^\/(healthz|livez|readyz)$/.test(path)) return 'ok';
  if (path === '/version') return toJson(SERVER_VERSION, 2, true, true);
  const serverAddressByClientCIDRs = [{ clientCIDR: '0.0.0.0/0', serverAddress: SERVER.replace('https://', '') }];
  if (path === '/api') return line({ kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs });
  return undefined;
}

/** `kubectl get --raw` */
export function getRaw(session: Session, args: ParsedArgs): void {
  const [path = '', query = ''] = rawPath(args).split('?');
  const own = ofItself(path);
  if (own !== undefined && query === '') {
    session.stdout += own;
    return;
  }
  const [, group = ''] = /^\/apis\/([^/]*)/.exec(path) ?? [];
  const known = /^\/(apis?|metrics|openapi|logs|debug|healthz|livez|readyz|version|\.well-known)(\/|$)/.test(path);
  if (!known || (group !== '' && !serverResources().some((one) => one.group === group)))
    throw KubectlError.status(UNKNOWN_RESOURCE);
  if (!/^\/apis?\/.*v\d\w*\//.test(path))
    throw KubectlError.plain(`kubehop does not answer "kubectl get --raw ${path}"`);
  const place = placeOf(path);
  const { info, namespace, name, scale } = place;
  const answer = (): Plain => {
    if (name === '') return listed(session, place, query);
    const object = session.get(info, namespace ?? '', name);
    return scale ? told(session, SCALE, scaleOf(info, object)) : told(session, info, object);
  };
  session.stdout += /(^|&)pretty=(true|1)(&|$)/.test(query) ? toJson(answer(), 2, true, true) : line(answer());
}

const TYPE = 'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';

/** apimachinery: runtime/negotiate, summarizeData: the beginning of what is JSON at first sight, bytes of anything else. */
function summary(text: string): string {
  const shown = (part: string) =>
    text.startsWith('{')
      ? part
      : [...utf8(part)].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  return text.length > 30 ? `${shown(text.slice(0, 30))} ...` : shown(text);
}

/**
 * What the one file of `-f` holds, as the server decodes it: JSON, of the kind that the path says if it does not say
 * itself (apiserver: endpoints/handlers/create.go).
 */
function bodyOf(session: Session, args: ParsedArgs, { info }: Place): unknown {
  const text = readBody(session, args);
  let wrong = jsonSyntaxError(text);
  const value: unknown = wrong === undefined ? JSON.parse(text) : undefined;
  if (wrong === undefined && Array.isArray(value)) wrong = `json: cannot unmarshal array into Go value of type ${TYPE}`;
  if (wrong !== undefined)
    throw KubectlError.status(
      badRequest(
        `the object provided is unrecognized (must be of type ${info.kind}): couldn't get version/kind; ` +
          `json parse error: ${wrong} (${summary(text)})`,
      ),
    );
  if (!isPlain(value)) return value;
  const { apiVersion = info.apiVersion, kind = info.kind } = value;
  if (kind !== info.kind) {
    const [inner] = (info.group || 'core').split('.');
    throw KubectlError.status(
      badRequest(
        `${textOf(kind)} in version ${JSON.stringify(info.version)} cannot be handled as a ${info.kind}: converting ` +
          `(${info.version}.${textOf(kind)}) to (${inner}.${info.kind}): unknown conversion`,
      ),
    );
  }
  return { ...value, apiVersion, kind };
}

/** Where the path says that it is. */
function placed(value: unknown, { namespace, name }: Place): unknown {
  if (!isPlain(value)) return value;
  const given: unknown = (value['metadata'] as Plain | undefined)?.['name'];
  if (name !== '' && given !== undefined && given !== name)
    throw KubectlError.status(
      badRequest(`the name of the object (${textOf(given)}) does not match the name on the URL (${name})`),
    );
  if (namespace === undefined) return value;
  const metadata = value['metadata'] as Plain | undefined;
  if ((metadata?.['namespace'] ?? namespace) !== namespace)
    throw KubectlError.status(
      badRequest('the namespace of the provided object does not match the namespace sent on the request'),
    );
  return { ...value, metadata: { ...metadata, namespace } };
}

/** `kubectl create --raw`: POST. */
export function createRaw(session: Session, args: ParsedArgs): void {
  const place = placeOf(rawPath(args));
  const response = session.create(place.info, placed(bodyOf(session, args, place), place), {});
  session.stdout += line(told(session, place.info, session.take(place.info, response)));
}

/** `kubectl replace --raw`: PUT. */
export function replaceRaw(session: Session, args: ParsedArgs): void {
  const place = placeOf(rawPath(args));
  const { info, namespace, name } = place;
  session.authorize(info, 'update', namespace, name);
  const response = updateObject(session.cluster, placed(bodyOf(session, args, place), place), {
    writer: { manager: session.manager },
  });
  session.stdout += line(told(session, info, session.take(info, response)));
}

/** Kinds of which DELETE tells the object, and not that it is done (rest: returnDeletedObject, and graceful deletion). */
const TOLD_AS_OBJECTS = new Set([
  'Pod',
  'Namespace',
  'Service',
  'ServiceAccount',
  'PersistentVolume',
  'PersistentVolumeClaim',
]);

/** `kubectl delete --raw`: DELETE. */
export function deleteRaw(session: Session, args: ParsedArgs): void {
  const { info, namespace, name } = placeOf(rawPath(args));
  session.authorize(info, 'delete', namespace, name);
  const object = session.take(info, deleteObject(session.cluster, info.kind, namespace, name));
  const details = {
    name,
    ...(info.group !== '' && { group: info.group }),
    kind: info.plural,
    uid: object.metadata.uid,
  };
  session.stdout += line(
    TOLD_AS_OBJECTS.has(info.kind)
      ? told(session, info, object)
      : { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details },
  );
}
