import type { ObjectKey } from '../../../model/Span.ts';
import type { KubeObject } from '../../../model/KubeObject.ts';
import { createObject } from '../../admit/api.ts';
import type { ApiOptions, ApiResponse, ApiStatus } from '../../admit/ApiResponse.ts';
import type { KindInfo } from '../../admit/kinds.ts';
import { servedVersion } from '../../admit/versions.ts';
import { denial, type User } from './authorizer.ts';
import type { Cluster } from '../../cluster/Cluster.ts';
import type { ShellContext } from '../Command.ts';
import { KubectlError, notFound } from './KubectlError.ts';
import { refuseReading } from './serverResources.ts';
import { Printout } from './Printout.ts';

/** What kubectl needs of the shell that it runs in. */
export interface KubectlContext extends Pick<ShellContext, 'cluster' | 'files' | 'execute' | 'alone' | 'deadline'> {
  /** Objects of a kind that are made when somebody asks. */
  derived?: (cluster: Cluster, info: KindInfo, namespace: string | undefined) => KubeObject[];
}

/** One run of kubectl: what it has printed so far, and the requests that it makes. */
export class Session extends Printout {
  readonly cluster: Cluster;
  readonly context: KubectlContext;
  readonly stdin: string;
  /** Who asks; undefined for the administrator, who may do everything. */
  readonly user: User | undefined;
  /** Who the managed fields say has written what the command writes. */
  manager = 'kubectl';
  /** What --record notes at the objects that the command changes. */
  changeCause: string | undefined;
  /** The object that somebody wants to edit. */
  edits: ObjectKey | undefined;

  constructor(context: KubectlContext, stdin: string, user?: User) {
    super();
    this.user = user;
    this.cluster = context.cluster;
    this.context = context;
    this.stdin = stdin;
  }

  #denied(info: KindInfo, verb: string, namespace: string | undefined, name = ''): ApiStatus | undefined {
    return this.user && denial(this.cluster, this.user, info, { verb, namespace, name });
  }

  /** Ends the command where whoever asks may not do this. */
  authorize(info: KindInfo, verb: string, namespace: string | undefined, name?: string): void {
    const status = this.#denied(info, verb, namespace, name);
    if (status) throw KubectlError.status(status);
  }

  /** POST, for whoever asks. */
  create(info: KindInfo, value: unknown, options: ApiOptions): ApiResponse {
    const { namespace } = ((value as { metadata?: { namespace?: string } }).metadata ?? {}) as { namespace?: string };
    const status = this.#denied(info, 'create', namespace ?? 'default');
    return status
      ? { ok: false, status, warnings: [] }
      : createObject(this.cluster, value, { ...options, writer: { manager: this.manager } });
  }

  /** GET of one object. */
  get(info: KindInfo, namespace: string, name: string, reword = (status: ApiStatus): ApiStatus => status): KubeObject {
    this.authorize(info, 'get', namespace, name);
    return this.find(info, namespace, name, reword);
  }

  /** An object that is there, whoever may see it. */
  find(info: KindInfo, namespace: string, name: string, reword = (status: ApiStatus): ApiStatus => status): KubeObject {
    refuseReading(info, name);
    // client-go: rest/request.go, Name
    if (name === '') throw KubectlError.plain('resource name may not be empty');
    this.asked(info);
    const object =
      this.cluster.store.get(info.kind, info.namespaced ? namespace : undefined, name) ??
      this.#derived(info, namespace).find((one) => one.metadata.name === name);
    if (!object) throw KubectlError.status(reword(this.missing(info, namespace, name)));
    return servedVersion(info, object);
  }

  #derived(info: KindInfo, namespace: string | undefined): KubeObject[] {
    return this.context.derived?.(this.cluster, info, namespace) ?? [];
  }

  /** What is told of one that is not there: where its Namespace is not either, that (cli-runtime: resource, Info.Get). */
  missing(info: KindInfo, namespace: string, name: string): ApiStatus {
    if (info.namespaced && !this.cluster.store.get('Namespace', undefined, namespace))
      return notFound('namespaces', namespace);
    return notFound(resourceName(info), name);
  }

  /** GET of a collection, in the order of the server's keys. */
  list(info: KindInfo, namespace: string | undefined): KubeObject[] {
    this.authorize(info, 'list', namespace);
    refuseReading(info);
    this.asked(info);
    const key = (object: KubeObject) => `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
    // asked for at the moment, and told in the server's own order
    if (info.kind === 'ComponentStatus') return this.#derived(info, namespace);
    return [
      ...this.#derived(info, namespace),
      ...this.cluster.store.list(info.kind, info.namespaced ? namespace : undefined),
    ]
      .map((object): [string, KubeObject] => [key(object), object])
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([, object]) => servedVersion(info, object));
  }
}

/** `services`, `deployments.apps`: how the server names a resource in messages. */
export const resourceName = (info: KindInfo): string =>
  info.group === '' ? info.plural : `${info.plural}.${info.group}`;
