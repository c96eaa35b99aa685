import type { Fields } from '../../../admit/Fields.ts';
import { quantityValue } from '../../../admit/quantity.ts';
import { quote } from '../../../parse/goQuote.ts';
import type { Description } from './Description.ts';
import { rfc1123 } from './rfc1123.ts';

const trueFalse = (value: unknown): string => (value ? 'True' : 'False');

/** The containers of a Pod with their states, or those of a template without (kubectl: describe.go, describeContainers). */
export function describeContainers(
  to: Description,
  title: string,
  containers: readonly Fields[],
  { statuses = [], pod, space = '' }: { statuses?: readonly Fields[] | undefined; pod?: Fields; space?: string },
): void {
  to.line(0, `${space}${title}:${containers.length === 0 ? ' <none>' : ''}`);
  for (const container of containers) {
    const status = statuses.find(({ name }) => name === container['name']);
    to.line(1, `${space === '' ? '' : ' '}${container['name']}:`);
    basics(to, container, status);
    for (const [name, words] of [
      ['Command', container['command']],
      ['Args', container['args']],
    ])
      if (words?.length > 0) {
        to.line(2, `${name}:`);
        for (const word of words) for (const line of word.split('\n')) to.line(3, line);
      }
    if (status) {
      state(to, 'State', status['state']);
      if (status['lastState']?.terminated) state(to, 'Last State', status['lastState']);
      to.line(2, 'Ready:', trueFalse(status['ready']));
      to.line(2, 'Restart Count:', status['restartCount'] ?? 0);
    }
    describeResources(to, container['resources'], 2);
    for (const [name, probe] of [
      ['Liveness', container['livenessProbe']],
      ['Readiness', container['readinessProbe']],
      ['Startup', container['startupProbe']],
    ])
      if (probe) to.line(2, `${name}:`, probeText(probe));
    environment(to, container, pod);
    mounts(to, container);
  }
}

function basics(to: Description, container: Fields, status: Fields | undefined): void {
  if (status) to.line(2, 'Container ID:', status['containerID'] ?? '');
  to.line(2, 'Image:', container['image'] ?? '');
  if (status) to.line(2, 'Image ID:', status['imageID'] ?? '');
  const ports: Fields[] = container['ports'] ?? [];
  const list = (field: string): string =>
    ports.map((p) => `${p[field] ?? 0}/${p['protocol']}${p['name'] ? ` (${p['name']})` : ''}`).join(', ');
  const row = (title: string, text: string): void => {
    if (text.includes(',')) to.line(2, `${title}s:`, text);
    else to.line(2, `${title}:`, text || '<none>');
  };
  row('Port', list('containerPort'));
  row('Host Port', list('hostPort'));
  const profile = container['securityContext']?.seccompProfile;
  if (!profile) return;
  to.line(2, 'SeccompProfile:', profile.type);
  if (profile.type === 'Localhost') to.line(3, 'LocalhostProfile:', profile.localhostProfile);
}

function state(to: Description, title: string, value: Fields | undefined): void {
  const { running, waiting, terminated } = value ?? {};
  if (running) {
    to.line(2, `${title}:`, 'Running');
    to.line(3, 'Started:', rfc1123(running.startedAt));
  } else if (terminated) {
    to.line(2, `${title}:`, 'Terminated');
    if (terminated.reason) to.line(3, 'Reason:', terminated.reason);
    if (terminated.message) to.line(3, 'Message:', terminated.message);
    to.line(3, 'Exit Code:', terminated.exitCode ?? 0);
    if (terminated.signal > 0) to.line(3, 'Signal:', terminated.signal);
    to.line(3, 'Started:', rfc1123(terminated.startedAt));
    to.line(3, 'Finished:', rfc1123(terminated.finishedAt));
  } else {
    to.line(2, `${title}:`, 'Waiting');
    if (waiting?.reason) to.line(3, 'Reason:', waiting.reason);
  }
}

export function describeResources(to: Description, resources: Fields | undefined, level: number): void {
  for (const [title, field] of [
    ['Limits:', 'limits'],
    ['Requests:', 'requests'],
  ] as const) {
    const entries = Object.entries<string>(resources?.[field] ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
    if (entries.length > 0) to.line(level, title);
    for (const [name, quantity] of entries) to.line(level + 1, `${name}:`, quantity);
  }
}

function probeText(probe: Fields): string {
  const times =
    `delay=${probe['initialDelaySeconds'] ?? 0}s timeout=${probe['timeoutSeconds'] ?? 0}s ` +
    `period=${probe['periodSeconds'] ?? 0}s #success=${probe['successThreshold'] ?? 0} #failure=${probe['failureThreshold'] ?? 0}`;
  const { exec, httpGet, tcpSocket, grpc } = probe;
  if (exec) return `exec [${(exec.command ?? []).join(' ')}] ${times}`;
  if (httpGet) {
    const host = httpGet.host?.includes(':') ? `[${httpGet.host}]` : (httpGet.host ?? '');
    const path = httpGet.path ?? '';
    const url = `${httpGet.scheme.toLowerCase()}://${host}:${httpGet.port}${path === '' || path.startsWith('/') ? '' : '/'}${encodeURI(path).replaceAll('?', '%3F').replaceAll('#', '%23')}`;
    return `http-get ${url} ${times}`;
  }
  if (tcpSocket) return `tcp-socket ${tcpSocket.host ?? ''}:${tcpSocket.port} ${times}`;
  if (grpc) return `grpc <pod>:${grpc.port} ${grpc.service ?? ''} ${times}`;
  return `unknown ${times}`;
}

function environment(to: Description, container: Fields, pod: Fields | undefined): void {
  const from: Fields[] = container['envFrom'] ?? [];
  if (from.length > 0) to.line(2, 'Environment Variables from:');
  for (const { configMapRef, secretRef, prefix } of from) {
    const [kind, source] = configMapRef ? ['ConfigMap', configMapRef] : ['Secret', secretRef];
    to.line(
      3,
      source?.name ?? '',
      prefix ? `${kind} with prefix '${prefix}'` : kind,
      `Optional: ${source?.optional ?? false}`,
    );
  }
  const all: Fields[] = container['env'] ?? [];
  if (all.length === 0) to.line(2, 'Environment:', '<none>');
  else to.line(2, 'Environment:');
  for (const { name, value = '', valueFrom } of all) {
    if (!valueFrom) {
      const lines: string[] = value.split('\n');
      lines.forEach((line, i) => to.line(3, i === 0 ? `${name}:` : '', line));
      continue;
    }
    const { fieldRef, resourceFieldRef, secretKeyRef, configMapKeyRef } = valueFrom;
    if (fieldRef)
      to.line(
        3,
        `${name}:`,
        `${pod ? fieldText(pod, fieldRef.fieldPath) : ''} (${fieldRef.apiVersion}:${fieldRef.fieldPath})`,
      );
    else if (resourceFieldRef)
      to.line(3, `${name}:`, `${resourceText(container, resourceFieldRef)} (${resourceFieldRef.resource})`);
    else if (secretKeyRef)
      to.line(
        3,
        `${name}:`,
        `<set to the key '${secretKeyRef.key}' in secret '${secretKeyRef.name ?? ''}'>`,
        `Optional: ${secretKeyRef.optional ?? false}`,
      );
    else if (configMapKeyRef)
      to.line(
        3,
        `${name}:`,
        `<set to the key '${configMapKeyRef.key}' of config map '${configMapKeyRef.name ?? ''}'>`,
        `Optional: ${configMapKeyRef.optional ?? false}`,
      );
  }
}

/** kubectl: fieldpath.go, ExtractFieldPathAsString: of the Pod's metadata; of its status it knows nothing. */
function fieldText({ metadata }: Fields, path: string): string {
  if (path === 'metadata.labels' || path === 'metadata.annotations') {
    const entries = Object.entries<string>(metadata[path.slice('metadata.'.length)] ?? {});
    return entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => `${k}=${quote(v)}`)
      .join('\n');
  }
  if (/^metadata\.(name|namespace|uid)$/.test(path)) return metadata[path.slice('metadata.'.length)] ?? '';
  return '';
}

/** kubectl: resource.go, ExtractContainerResourceValue: how often the divisor goes into the quantity, rounded up. */
function resourceText({ resources }: Fields, { resource, divisor = '0' }: Fields): string {
  const dot = resource.indexOf('.');
  const given = quantityValue(resources?.[resource.slice(0, dot)]?.[resource.slice(dot + 1)] ?? '0');
  const by = quantityValue(divisor === '0' ? '1' : divisor);
  const value = String((given + by - 1n) / by);
  return value === '0' && /^limits\.(cpu|memory)$/.test(resource) ? 'node allocatable' : value;
}

function mounts(to: Description, container: Fields): void {
  const byPath = (field: string) => (a: Fields, b: Fields) => (a[field] < b[field] ? -1 : 1);
  const all: Fields[] = [...(container['volumeMounts'] ?? [])].sort(byPath('mountPath'));
  if (all.length === 0) to.line(2, 'Mounts:', '<none>');
  else to.line(2, 'Mounts:');
  for (const { mountPath, name, readOnly, subPath } of all)
    to.line(3, `${mountPath} from ${name} (${readOnly ? 'ro' : 'rw'}${subPath ? `,path=${quote(subPath)}` : ''})`);
  const devices: Fields[] = [...(container['volumeDevices'] ?? [])].sort(byPath('devicePath'));
  if (devices.length > 0) to.line(2, 'Devices:');
  for (const { devicePath, name } of devices) to.line(3, `${devicePath} from ${name}`);
}
