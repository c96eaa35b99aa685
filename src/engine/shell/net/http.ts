import type { Node } from '../../../model/Node.ts';
import type { Service } from '../../../model/Service.ts';
import type { Trace } from '../../../model/Trace.ts';
import { timestamp } from '../../cluster/timestamp.ts';
import { isLeaving } from '../../controllers/loadBalancer.ts';
import { localEndpointCount } from '../../proxy/healthCheck.ts';
import { isProxyHealthy } from '../../proxy/proxyHealth.ts';
import { askedAddress } from '../../trace/askedAddress.ts';
import { connect } from '../../trace/connect.ts';
import type { ShellContext } from '../Command.ts';
import { placeIn } from './placeIn.ts';
import { familyOf, withPort } from '../../net/ip.ts';

export interface HttpAnswer {
  status: number;
  headers: [string, string][];
  body: string;
}

export const REASONS: Record<number, string> = {
  200: 'OK',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  503: 'Service Unavailable',
};

export interface HttpUrl {
  scheme: 'http' | 'https';
  host: string;
  port: number;
  path: string;
}

/** Reads `HOST`, `HOST:PORT/PATH`, `http://…`; null for what is no such URL. */
export function readUrl(text: string): HttpUrl | null {
  const match = /^(?:(https?):\/\/)?(?:[^@/]*@)?(\[[0-9a-fA-F:.]+\]|[^/:?#[\]]+)(?::(\d*))?([/?#].*)?$/i.exec(text);
  // `http://web:x/` is no host `http` with a path
  if (!match || /\s/.test(match[2] ?? '') || (!match[1] && /^https?:\/\//i.test(text))) return null;
  const scheme = (match[1]?.toLowerCase() ?? 'http') as 'http' | 'https';
  const port = match[3] ? Number(match[3]) : scheme === 'https' ? 443 : 80;
  if (port < 1 || port > 65535) return null;
  return { scheme, host: (match[2] ?? '').replace(/^\[|\]$/g, ''), port, path: match[4] ?? '/' };
}

export type HttpResult =
  /** Somebody answered; `tls` is what he speaks. */
  | { kind: 'answer'; answer: HttpAnswer; tls: boolean; trace: Trace }
  /** `empty`: the connection was there, and then closed without a word. */
  | { kind: 'refused' | 'timeout' | 'unreachable' | 'unresolved' | 'empty'; trace: Trace };

/**
 * One request over one new connection; the cluster's kernels remember the connection. `known` is what the client takes the
 * host's name for, if it asks nobody; `port` the one that it connects from, if it is not any.
 */
export function request(context: ShellContext, url: HttpUrl, known?: readonly string[], port?: number): HttpResult {
  const { cluster } = context;
  const target = `tcp://${withPort(url.host, url.port)}`;
  const trace = connect(cluster, placeIn(context), target, cluster.random, port, known);
  const { ending } = trace;
  if (ending.result !== 'delivered') return { kind: ending.result, trace };
  if ('pod' in ending) {
    const header = headerState(trace);
    if (header === 'missing') return { kind: 'empty', trace };
    if (header === 'unexpected') return { kind: 'answer', answer: plain(400, '400 Bad Request'), tls: false, trace };
    const name = ending.pod.slice(ending.pod.indexOf('/') + 1);
    return { kind: 'answer', answer: plain(200, `${name} sees ${ending.source}\n`), tls: false, trace };
  }
  return ofNode(context, ending.node, url, trace);
}

/** What the program that answered made of a PROXY header. */
function headerState(trace: Trace): string | undefined {
  for (const hop of trace.hops)
    for (const step of hop.steps) if (step.kind === 'proxyHeader' && step.state !== 'sent') return step.state;
  return undefined;
}

const plain = (status: number, body: string): HttpAnswer => ({
  status,
  headers: [
    ['Content-Type', 'text/plain'],
    ['Content-Length', String(body.length)],
    ['Connection', 'close'],
  ],
  body,
});

/** The port on the Node that the packet came to. */
const arrivedAt = (trace: Trace, otherwise: number): number => {
  for (const hop of trace.hops.toReversed())
    if (!hop.reply) for (const step of hop.steps) if (step.kind === 'deliver') return step.port;
  return otherwise;
};

const API_PORT = 6443;
const PROXY_HEALTH_PORT = 10256;
const PROXY_METRICS_PORT = 10249;

/** What a Node's own listeners say: the API server, and kube-proxy's health checks. */
function ofNode(context: ShellContext, node: string, url: HttpUrl, trace: Trace): HttpResult {
  const port = arrivedAt(trace, url.port);
  if (port === API_PORT) {
    const answer =
      url.scheme === 'https' ? apiAnswer(url.path) : plain(400, 'Client sent an HTTP request to an HTTPS server.\n');
    return { kind: 'answer', answer, tls: url.scheme === 'https', trace };
  }
  const checked = context.cluster.store
    .list<Service>('Service')
    .find((service) => service.spec.healthCheckNodePort === port);
  if (checked) return { kind: 'answer', answer: healthCheck(context, node, checked, trace), tls: false, trace };
  if (port === PROXY_HEALTH_PORT)
    return { kind: 'answer', answer: proxyHealth(context, node, url.path), tls: false, trace };
  // kube-proxy: cmd/kube-proxy/app/server.go, serveMetrics
  const told: Record<string, string> = { '/proxyMode': context.cluster.settings.proxy.mode, '/healthz': 'ok' };
  const body = port === PROXY_METRICS_PORT ? told[url.path] : undefined;
  const answer = body === undefined ? plain(404, '404 page not found\n') : plain(200, body);
  return { kind: 'answer', answer, tls: false, trace };
}

const json = (status: number, body: string, weight?: number): HttpAnswer => ({
  status,
  headers: [
    ['Content-Type', 'application/json'],
    ['X-Content-Type-Options', 'nosniff'],
    ...(weight === undefined ? [] : [['X-Load-Balancing-Endpoint-Weight', String(weight)] as [string, string]]),
    ['Content-Length', String(body.length)],
  ],
  body,
});

/** kube-proxy: pkg/proxy/healthcheck/service_health.go. */
function healthCheck({ cluster }: ShellContext, node: string, { metadata }: Service, trace: Trace): HttpAnswer {
  const namespace = metadata.namespace ?? '';
  const family = familyOf(askedAddress(trace) ?? '');
  const count = localEndpointCount(cluster, `${namespace}/${metadata.name}`, node, family);
  const healthy = isProxyHealthy(cluster, node);
  const body =
    `{\n\t"service": {\n\t\t"namespace": "${namespace}",\n\t\t"name": "${metadata.name}"\n\t},\n` +
    `\t"localEndpoints": ${count},\n\t"serviceProxyHealthy": ${healthy}\n}`;
  return json(count > 0 && healthy ? 200 : 503, body, count);
}

/** kube-proxy: pkg/proxy/healthcheck/proxy_health.go. */
function proxyHealth({ cluster }: ShellContext, name: string, path: string): HttpAnswer {
  if (!/^\/(healthz|livez)/.test(path)) return plain(404, '404 page not found\n');
  const healthy = isProxyHealthy(cluster, name);
  const now = timestamp(cluster.now);
  const at = healthy ? now : timestamp(Math.max(0, cluster.control.proxies.get(name)?.syncedAt ?? 0));
  // kube-proxy runs for both families, whatever the cluster uses; nothing is held back for one that it does not
  const families = (['IPv4', 'IPv6'] as const)
    .map((f) => `"${f}":{"lastUpdated":"${at}","healthy":${healthy || !cluster.settings.families.includes(f)}}`)
    .join(',');
  const node = cluster.store.get<Node>('Node', undefined, name);
  const eligible = node !== undefined && !isLeaving(node);
  const told = path.startsWith('/healthz') ? `"nodeEligible":${eligible},` : '';
  const fine = healthy && (!told || eligible);
  return json(
    fine ? 200 : 503,
    `{"lastUpdated":"${fine ? now : at}","currentTime":"${now}",${told}"healthy":${healthy},"status":{${families}}}`,
  );
}

/** What the API server tells somebody whom it does not know. */
function apiAnswer(path: string): HttpAnswer {
  if (/^\/(healthz|livez|readyz)$/.test(path)) return plain(200, 'ok');
  const body = `{
  "kind": "Status",
  "apiVersion": "v1",
  "metadata": {},
  "status": "Failure",
  "message": "forbidden: User \\"system:anonymous\\" cannot get path \\"${path}\\"",
  "reason": "Forbidden",
  "details": {},
  "code": 403
}
`;
  return json(403, body);
}
