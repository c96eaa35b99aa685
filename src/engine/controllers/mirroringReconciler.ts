import type { Endpoints, EndpointSlice, SliceEndpoint, SlicePort } from '../../model/EndpointSlice.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { LAST_APPLIED } from '../cluster/lastApplied.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { canonicalIp } from '../net/ip.ts';
import { LAST_CHANGE_TRIGGER_TIME, MANAGED_BY, MIRRORING_CONTROLLER, SERVICE_NAME } from './endpointSliceNames.ts';
import { generatedName } from './generatedName.ts';
import { newMetadata } from './newMetadata.ts';
import { controllerRef } from './owners.ts';
import { bySlicePortHash } from './portOrder.ts';
import { type Address, repackSubsets } from './repackSubsets.ts';
import { portsKey } from './slicePacking.ts';

const MAXIMUM = 1000;

interface Mirror {
  family: 'IPv4' | 'IPv6';
  ports: SlicePort[];
  endpoints: SliceEndpoint[];
}

/** endpointslicemirroring/reconciler.go: the slices become those that hand-written Endpoints ask for. */
export function reconcileMirrors(cluster: Cluster, endpoints: Endpoints, existing: readonly EndpointSlice[]): void {
  const spare = [...existing];
  const wanted = desiredMirrors(endpoints).map((mirror) => {
    const at = spare.findIndex(
      (s) => s.addressType === mirror.family && portsKey(s.ports ?? []) === portsKey(mirror.ports),
    );
    return { mirror, slice: at < 0 ? undefined : spare.splice(at, 1)[0] };
  });
  for (const { mirror, slice } of wanted) {
    const at = slice ? -1 : spare.findIndex((s) => s.addressType === mirror.family);
    write(cluster, endpoints, mirror, slice ?? (at < 0 ? undefined : spare.splice(at, 1)[0]));
  }
  for (const slice of spare) cluster.store.remove(keyOf(slice));
}

function desiredMirrors(endpoints: Endpoints): Mirror[] {
  const mirrors = new Map<string, Mirror>();
  for (const subset of repackSubsets(endpoints.subsets ?? [])) {
    const ports = (subset.ports ?? [])
      .map(({ name = '', port, protocol = 'TCP', appProtocol }) => ({
        ...(appProtocol ? { appProtocol } : {}),
        name,
        port,
        protocol,
      }))
      .sort(bySlicePortHash);
    let added = 0;
    const add = (address: Address, ready: boolean): void => {
      const ip = canonicalIp(address.ip);
      if (!ip || added++ >= MAXIMUM) return;
      const family = ip.includes(':') ? 'IPv6' : 'IPv4';
      const key = `${family} ${portsKey(ports)}`;
      let mirror = mirrors.get(key);
      if (!mirror) mirrors.set(key, (mirror = { family, ports, endpoints: [] }));
      const { hostname, nodeName, targetRef } = address;
      mirror.endpoints.push({
        addresses: [ip],
        conditions: { ready },
        ...(hostname ? { hostname } : {}),
        ...(nodeName ? { nodeName } : {}),
        ...(targetRef ? { targetRef } : {}),
      });
    };
    for (const address of subset.addresses ?? []) add(address, true);
    for (const address of subset.notReadyAddresses ?? []) add(address, false);
  }
  return [...mirrors.values()];
}

function write(cluster: Cluster, endpoints: Endpoints, mirror: Mirror, before: EndpointSlice | undefined): void {
  const { namespace, name, labels, annotations = {} } = endpoints.metadata;
  const { [LAST_CHANGE_TRIGGER_TIME]: _, [LAST_APPLIED]: __, ...copied } = annotations;
  const generateName = `${name}-`;
  // a slice that is written again loses its generateName, as the controller gives its name instead; not one that is
  // recycled for other ports (reconciler.go, recycleSlices)
  const recycled = before && portsKey(before.ports ?? []) !== portsKey(mirror.ports);
  const { annotations: ___, generateName: ____, ...rest } = before?.metadata ?? { name: '' };
  const kept = recycled ? { ...rest, generateName } : rest;
  const metadata = before
    ? kept
    : {
        ...newMetadata(
          cluster,
          'EndpointSlice',
          namespace,
          generatedName(cluster, 'EndpointSlice', namespace ?? '', generateName),
        ),
        generateName,
        generation: 0,
        ownerReferences: [controllerRef(endpoints)],
      };
  const slice: EndpointSlice = {
    addressType: mirror.family,
    apiVersion: 'discovery.k8s.io/v1',
    endpoints: mirror.endpoints,
    kind: 'EndpointSlice',
    metadata: {
      ...metadata,
      ...(Object.keys(copied).length > 0 ? { annotations: copied } : {}),
      labels: { ...labels, [SERVICE_NAME]: name, [MANAGED_BY]: MIRRORING_CONTROLLER },
    },
    ports: mirror.ports.length > 0 ? mirror.ports : null,
  };
  const essence = ({ endpoints: e, ports, metadata: m }: EndpointSlice): string =>
    JSON.stringify([
      e,
      ports,
      Object.entries(m.labels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)),
      m.annotations ?? {},
    ]);
  if (before && essence(before) === essence(slice)) return;
  cluster.store.put({ ...slice, metadata: { ...slice.metadata, generation: (metadata.generation ?? 0) + 1 } });
}
