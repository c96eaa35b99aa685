import type { IpFamily } from '../../model/Address.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { hash32 } from '../controllers/generatedName.ts';
import { addressAt, printCidr } from '../net/cidr.ts';
import { familyOf } from '../net/ip.ts';
import { sameJson } from '../plain.ts';
import type { ApiOptions, ApiStatus, FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { invalid } from './fieldErrors.ts';
import { findKind, type KindInfo } from './kinds.ts';
import {
  freeAddress,
  freePort,
  isIpTaken,
  isPortTaken,
  isUsable,
  NODE_PORTS,
  serviceRange,
  serviceRanges,
} from './pools.ts';
import { needsHealthCheck } from './serviceAccess.ts';
import { nodePortsOf, normalizeClusterIPs, patchAllocatedValues } from './serviceUpdate.ts';
import { clusterIpErrors } from './serviceValidation.ts';
import { internalError, invalidStatus } from './status.ts';
import { sloppyIp } from './validators.ts';

// pkg/registry/core/service/storage/alloc.go: families, Cluster IPs, node ports and health check node ports.

const SERVICE = findKind('v1', 'Service') as KindInfo;

/** Thrown inside; the refusal that ends the allocation. */
class Refused extends Error {
  readonly status: ApiStatus;

  constructor(status: ApiStatus) {
    super(status.message);
    this.status = status;
  }
}

const other = (family: IpFamily): IpFamily => (family === 'IPv4' ? 'IPv6' : 'IPv4');
const hasClusterIP = (type: string): boolean => ['ClusterIP', 'NodePort', 'LoadBalancer'].includes(type);

/** One allocation for one Service: nothing is taken until the Service is stored. */
class Allocation {
  readonly cluster: Cluster;
  readonly spec: Fields;
  readonly old: Fields | undefined;
  readonly dryRun: boolean;
  readonly #name: string;
  /** What the choice of addresses starts from: the same Service gets the same ones in every cluster. */
  readonly #seed: string;
  /** Node ports that this request has taken. */
  #ports: number[] = [];

  constructor(cluster: Cluster, object: Fields, old: Fields | undefined, dryRun: boolean) {
    this.cluster = cluster;
    this.spec = object['spec'];
    this.old = old?.['spec'];
    this.dryRun = dryRun;
    this.#name = object['metadata'].name ?? '';
    this.#seed = `${object['metadata'].namespace}/${this.#name}`;
  }

  refuse(errors: FieldError[]): void {
    if (errors.length > 0) throw new Refused(invalidStatus(SERVICE, this.#name, errors));
  }

  /** Nothing about addresses has changed in a Service that prefers dual stack: it is left as it is. */
  get unchangedPreferDualStack(): boolean {
    const { spec, old } = this;
    return (
      old !== undefined &&
      spec['ipFamilyPolicy'] === 'PreferDualStack' &&
      old['type'] === spec['type'] &&
      hasClusterIP(spec['type']) &&
      old['ipFamilyPolicy'] === 'PreferDualStack' &&
      sameJson(old['clusterIPs'], spec['clusterIPs']) &&
      sameJson(old['ipFamilies'], spec['ipFamilies'])
    );
  }

  initFamilies(): void {
    const { spec, old, cluster } = this;
    if (spec['type'] === 'ExternalName' || this.unchangedPreferDualStack) return;
    const bare = spec['clusterIP'] === 'None' && Object.keys(spec['selector'] ?? {}).length === 0;
    spec['ipFamilyPolicy'] ??= old?.['ipFamilyPolicy'] ?? (bare ? 'RequireDualStack' : 'SingleStack');
    this.refuse(clusterIpErrors(spec));
    const single = spec['ipFamilyPolicy'] === 'SingleStack';
    const errors: FieldError[] = [];
    const wrongPolicy = (text: string): number =>
      errors.push(invalid('spec.ipFamilyPolicy', spec['ipFamilyPolicy'], text));
    if (old) {
      for (const field of ['clusterIPs', 'ipFamilies']) {
        if (single) {
          if (sameJson(old[field], spec[field]) && spec[field]?.length > 1) spec[field] = spec[field].slice(0, 1);
        } else if (spec[field]?.length > 0 && spec[field].length < (old[field]?.length ?? 0)) {
          const what = field === 'clusterIPs' ? 'cluster IP' : 'IP family';
          wrongPolicy(`must be 'SingleStack' to release the secondary ${what}`);
        }
      }
    }
    if (single) {
      const text = "must be 'RequireDualStack' or 'PreferDualStack' when multiple";
      if (spec['clusterIPs']?.length === 2) wrongPolicy(`${text} cluster IPs are specified`);
      if (spec['ipFamilies']?.length === 2) wrongPolicy(`${text} IP families are specified`);
    }
    const families: IpFamily[] = [...(spec['ipFamilies'] ?? [])];
    for (const [i, ip] of ((spec['clusterIPs'] ?? []) as string[]).entries()) {
      if (ip === 'None') break;
      if (i < families.length) continue;
      const family = familyOf(ip);
      if (cluster.settings.families.includes(family)) families.push(family);
      else {
        errors.push(
          invalid(`spec.clusterIPs[${i}]`, spec['clusterIPs'], `${family} is not configured on this cluster`),
        );
      }
    }
    this.refuse(errors);
    if (!bare) {
      if (spec['ipFamilyPolicy'] === 'RequireDualStack' && cluster.settings.families.length < 2) {
        wrongPolicy('this cluster is not configured for dual-stack services');
      }
      for (const [i, family] of families.entries()) {
        if (!cluster.settings.families.includes(family)) {
          errors.push(invalid(`spec.ipFamilies[${i}]`, family, 'not configured on this cluster'));
        }
      }
      this.refuse(errors);
    }
    const primary = cluster.settings.families[0] as IpFamily;
    if (families.length === 0) families.push(primary);
    if (families.length === 1 && !single && (bare || cluster.settings.families.length === 2)) {
      families.push(other(families[0] as IpFamily));
    }
    spec['ipFamilies'] = families;
  }

  /** Cluster IPs of the families of the list from `from` on. */
  #takeIps(from: number): void {
    const { spec, cluster } = this;
    const families: IpFamily[] = spec['ipFamilies'];
    const asked: string[] = [...(spec['clusterIPs'] ?? [])];
    while (asked.length < families.length) asked.push('');
    const given = [...asked];
    for (const [i, family] of families.entries()) {
      if (i < from) continue;
      const range = serviceRange(cluster, family);
      if (!range) continue;
      const ip = asked[i] as string;
      if (ip !== '') {
        const why = this.#whyNot(ip, family) ?? this.#namelessWhy(ip);
        if (why) this.refuse([invalid('spec.clusterIPs', asked, `failed to allocate IP ${ip}: ${why}`)]);
      } else if (this.dryRun) given[i] = addressAt(range, 0n);
      else {
        const random = hash32(`${this.#seed}/${family}`);
        let free: string | undefined;
        for (const one of serviceRanges(cluster, family)) free ??= freeAddress(cluster, one, random);
        if (free === undefined) {
          throw new Refused(
            internalError(`failed to allocate a serviceIP for Service ${JSON.stringify(this.#name)}: range is full`),
          );
        }
        const why = this.#namelessWhy(free);
        if (why) this.refuse([invalid('spec.clusterIPs', asked, `failed to allocate IP: ${why}`)]);
        given[i] = free;
      }
    }
    spec['clusterIPs'] = given;
    if (from === 0) spec['clusterIP'] = given[0];
  }

  /** The IPAddress names the Service that holds it, which is allocated before it is validated. */
  #namelessWhy(ip: string): string | undefined {
    if (this.#name || this.dryRun) return undefined;
    return `IPAddress.networking.k8s.io ${JSON.stringify(ip)} is invalid: spec.parentRef.name: Required value`;
  }

  /** Why a given address cannot be had. A dry run does not look whether it is in use. */
  #whyNot(text: string, family: IpFamily): string | undefined {
    const range = serviceRange(this.cluster, family);
    const ip = sloppyIp(text) ?? text;
    if (!this.dryRun && !serviceRanges(this.cluster, family).some((one) => isUsable(one, ip)))
      return 'the provided network does not match the current range';
    if (this.dryRun && (!range || !isUsable(range, ip))) {
      return `the provided IP (${ip}) is not in the valid range. The range of valid IPs is ${range ? printCidr(range) : ''}`;
    }
    return !this.dryRun && isIpTaken(this.cluster, ip, undefined) ? 'provided IP is already allocated' : undefined;
  }

  allocateIps(): void {
    const { spec, old } = this;
    if (this.unchangedPreferDualStack) return;
    if (!old || old['type'] === 'ExternalName') {
      if (spec['type'] !== 'ExternalName' && spec['clusterIPs']?.[0] !== 'None') this.#takeIps(0);
      return;
    }
    if (old['clusterIPs']?.[0] === 'None' || spec['type'] === 'ExternalName') return;
    if (old['ipFamilies']?.length === 1 && spec['ipFamilies']?.length === 2) this.#takeIps(1);
  }

  #takePort(port: number): string | undefined {
    if (!this.dryRun && (port < NODE_PORTS.first || port > NODE_PORTS.last)) {
      return `provided port is not in the valid range. The range of valid ports is ${NODE_PORTS.first}-${NODE_PORTS.last}`;
    }
    if (isPortTaken(this.cluster, port) || this.#ports.includes(port)) return 'provided port is already allocated';
    this.#ports.push(port);
    return undefined;
  }

  #nextPort(what: string, why: string): number {
    // A dry run shows a number that stands for any.
    const port = this.dryRun
      ? Math.max(0, ...this.#ports) + 1 || 1
      : freePort(this.cluster, this.#ports, hash32(`${this.#seed}/${what}`));
    const chosen = this.dryRun && this.#ports.length === 0 ? 32769 : port;
    if (chosen === undefined) throw new Refused(internalError(`${why}: range is full`));
    this.#ports.push(chosen);
    return chosen;
  }

  allocatePorts(): void {
    const { spec, old } = this;
    if (spec['type'] === 'NodePort' || spec['type'] === 'LoadBalancer') {
      if (old) this.#updatePorts(old);
      else this.#initPorts();
    }
    if (!needsHealthCheck(spec) || (old && needsHealthCheck(old))) return;
    const asked: number = spec['healthCheckNodePort'] ?? 0;
    if (asked !== 0) {
      const why = this.#takePort(asked);
      if (why) throw new Refused(internalError(`failed to allocate requested HealthCheck NodePort ${asked}: ${why}`));
    } else spec['healthCheckNodePort'] = this.#nextPort('health', 'failed to allocate a HealthCheck NodePort 0');
  }

  get #wantsPorts(): boolean {
    return this.spec['type'] === 'NodePort' || this.spec['allocateLoadBalancerNodePorts'] !== false;
  }

  #portError(i: number, port: number, why: string): void {
    this.refuse([invalid(`spec.ports[${i}].nodePort`, port, why)]);
  }

  #initPorts(): void {
    const ports: Fields[] = this.spec['ports'] ?? [];
    const byPort = new Map<number, number>();
    for (const [i, port] of ports.entries()) {
      if (!port['nodePort'] && !this.#wantsPorts) continue;
      const known = byPort.get(port['port']);
      if (known === undefined) {
        const asked: number = ports.find((p) => p['port'] === port['port'] && p['nodePort'])?.['nodePort'] ?? 0;
        const why = asked === 0 ? undefined : this.#takePort(asked);
        if (why) this.#portError(i, asked, why);
        port['nodePort'] = asked || this.#nextPort(`port ${port['port']}`, 'failed to allocate a nodePort');
        byPort.set(port['port'], port['nodePort']);
      } else if (!port['nodePort']) port['nodePort'] = known;
      else if (port['nodePort'] !== known) {
        const why = this.#takePort(port['nodePort']);
        if (why) this.#portError(i, port['nodePort'], why);
      }
    }
  }

  #updatePorts(old: Fields): void {
    const before = nodePortsOf(old);
    const taken = new Set<string>();
    for (const [i, port] of ((this.spec['ports'] ?? []) as Fields[]).entries()) {
      if (!port['nodePort'] && !this.#wantsPorts) continue;
      if (!port['nodePort']) {
        port['nodePort'] = this.#nextPort(`port ${port['port']} ${port['protocol']}`, 'failed to allocate a nodePort');
      } else if (!before.has(port['nodePort']) && !this.#ports.includes(port['nodePort'])) {
        const why = this.#takePort(port['nodePort']);
        if (why) this.#portError(i, port['nodePort'], why);
      }
      const key = `{${port['protocol']} ${port['nodePort']}}`;
      if (taken.has(key)) {
        throw new Refused({ code: 500, reason: '', message: `duplicate nodePort: ${key}`, causes: [] });
      }
      taken.add(key);
    }
  }
}

/** Fills in what the server hands out; the refusal, when something cannot be had. */
export function allocateService(
  cluster: Cluster,
  object: Fields,
  old: Fields | undefined,
  options: ApiOptions,
): ApiStatus | undefined {
  const allocation = new Allocation(cluster, object, old, options.dryRun ?? false);
  try {
    const { spec } = object;
    if (old) {
      patchAllocatedValues(spec, old['spec']);
      normalizeClusterIPs(spec, old['spec']);
    } else if (spec.clusterIP && !spec.clusterIPs?.length) spec.clusterIPs = [spec.clusterIP];
    allocation.initFamilies();
    allocation.allocateIps();
    allocation.allocatePorts();
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error.status;
    throw error;
  }
}
