import type { KubeObject } from '../../model/KubeObject.ts';
import type { Service } from '../../model/Service.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import type { Check, Look } from './Check.ts';
import { nearest } from './distance.ts';
import type { Finding } from './Finding.ts';

interface Backend {
  path: string;
  name: string;
  port?: { number?: number; name?: string };
}

interface IngressSpec {
  defaultBackend?: { service?: { name: string; port?: Backend['port'] } };
  rules?: { http?: { paths?: { backend?: { service?: { name: string; port?: Backend['port'] } } }[] } }[];
}

/** An Ingress or a StatefulSet that names a Service, or a port of one, that its Namespace does not have. */
export const noSuchService: Check = {
  code: 'service/missing',
  docs: 'concepts/services-networking/ingress/#the-ingress-resource',
  find: (look) => [
    ...look.cluster.store.list('Ingress').flatMap((ingress) => ofIngress(look, ingress)),
    ...look.cluster.store.list('StatefulSet').flatMap((set): Finding[] => {
      const { serviceName } = set['spec'] as { serviceName?: string };
      return serviceName ? askFor(look, set, { path: 'spec.serviceName', name: serviceName }) : [];
    }),
  ],
};

function ofIngress(look: Look, ingress: KubeObject): Finding[] {
  const spec = (ingress['spec'] ?? {}) as IngressSpec;
  const backends: Backend[] = [];
  const add = (path: string, service: { name: string; port?: Backend['port'] } | undefined): void => {
    if (service) backends.push({ path, name: service.name, ...(service.port && { port: service.port }) });
  };
  add('spec.defaultBackend.service', spec.defaultBackend?.service);
  for (const [i, rule] of (spec.rules ?? []).entries())
    for (const [j, { backend }] of (rule.http?.paths ?? []).entries())
      add(`spec.rules[${i}].http.paths[${j}].backend.service`, backend?.service);
  return backends.flatMap((one) => askFor(look, ingress, one));
}

function askFor({ cluster }: Look, by: KubeObject, { path, name, port }: Backend): Finding[] {
  const { namespace = '' } = by.metadata;
  const who = `${by.kind} ${by.metadata.name}`;
  const object = keyOf(by);
  const service = cluster.store.get<Service>('Service', namespace, name);
  if (!service) {
    const ref = { object, path: path.startsWith('spec.serviceName') ? path : `${path}.name` };
    const near = nearest(
      name,
      cluster.store.list('Service', namespace).map(({ metadata }) => metadata.name),
    );
    return [
      {
        ref,
        severity: 'warning',
        message: ['noSuchService', who, name, namespace],
        ...(near !== undefined && {
          hint: ['nearestService', near] as const,
          mends: [{ title: ['setField', 'name', near] as const, set: [{ ref, value: near }] }],
        }),
      },
    ] as Finding[];
  }
  const ports = service.spec.ports ?? [];
  if (!port || ports.some((one) => one.port === port.number || (port.name !== undefined && one.name === port.name)))
    return [];
  const [first] = ports;
  const field = port.number === undefined ? 'name' : 'number';
  const ref = { object, path: `${path}.port.${field}` };
  const value = field === 'name' ? first?.name : first?.port;
  return [
    {
      ref,
      severity: 'warning',
      message: ['noSuchServicePort', who, name, String(port.number ?? port.name)],
      hint: ['hasPorts', ports.map((one) => (one.name ? `${one.port} (${one.name})` : String(one.port))).join(', ')],
      evidence: [{ object: keyOf(service), path: 'spec.ports' }],
      ...(value !== undefined &&
        ports.length === 1 && {
          mends: [{ title: ['setField', field, String(value)], set: [{ ref, value }] }],
        }),
    },
  ];
}
