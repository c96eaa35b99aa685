import type { Fields } from './Fields.ts';

// k8s.io/pod-security-admission, policy: what the Pod Security Standards forbid, as of 1.36 whatever version is named.

/** What a check finds: why, and where. */
interface Finding {
  reason: string;
  detail: string;
}

type Check = (spec: Fields, metadata: Fields) => Finding | undefined;

const visited = (spec: Fields): Fields[] =>
  ['initContainers', 'containers', 'ephemeralContainers'].flatMap((list): Fields[] => spec[list] ?? []);

const security = (of: Fields): Fields => of['securityContext'] ?? {};

const quoted = (names: readonly string[]): string => `"${names.join('", "')}"`;
const distinct = (values: readonly string[]): string[] => [...new Set(values)].sort();
const plural = (word: string, list: readonly unknown[]): string => (list.length === 1 ? word : `${word}s`);
const named = (word: string, names: readonly string[]): string => `${plural(word, names)} ${quoted(names)}`;

/** The containers, by name, that a test is true of. */
const those = (spec: Fields, test: (container: Fields) => boolean): string[] =>
  visited(spec)
    .filter(test)
    .map((container) => container['name']);

/** `pod and containers "a", "b"`; empty if nobody has done it. */
const setters = (ofPod: boolean, containers: readonly string[]): string =>
  [...(ofPod ? ['pod'] : []), ...(containers.length > 0 ? [named('container', containers)] : [])].join(' and ');

const finding = (reason: string, found: boolean, detail: () => string): Finding | undefined =>
  found ? { reason, detail: detail() } : undefined;

const ofUserNamespace = (spec: Fields): boolean => spec['hostUsers'] === false;

/** A profile of the Pod or of containers that is not among the allowed. */
function badProfiles(spec: Fields, field: string, allowed: readonly string[]): { who: string; types: string[] } {
  const bad = (of: Fields): boolean => {
    const profile = security(of)[field];
    return profile !== undefined && !allowed.includes(profile.type);
  };
  const all = [spec, ...visited(spec)].filter(bad).map((of) => security(of)[field].type as string);
  return { who: setters(bad(spec), those(spec, bad)), types: distinct(all) };
}

const PROFILES = ['RuntimeDefault', 'Localhost'];
const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';

const appArmor: Check = (spec, { annotations = {} }) => {
  const { who, types } = badProfiles(spec, 'appArmorProfile', PROFILES);
  const notes = Object.entries<string>(annotations)
    .filter(([key, value]) => key.startsWith(APP_ARMOR) && !/^($|runtime\/default$|localhost\/)/.test(value))
    .map(([key, value]) => `${key}="${value}"`)
    .sort();
  const all = [...types, ...notes];
  const by = [who, notes.length > 0 ? plural('annotation', notes) : ''].filter(Boolean).join(' and ');
  return finding(
    plural('forbidden AppArmor profile', all),
    all.length > 0,
    () => `${by} must not set AppArmor profile type to ${quoted(all)}`,
  );
};

const USUAL =
  'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT'.split(
    ' ',
  );

function addedBeyond(spec: Fields, allowed: readonly string[]): string {
  const beyond = (of: Fields): string[] =>
    ((security(of)['capabilities']?.add ?? []) as string[]).filter((one) => !allowed.includes(one));
  const bad = those(spec, (container) => beyond(container).length > 0);
  if (bad.length === 0) return '';
  const what = quoted(distinct(visited(spec).flatMap(beyond)));
  return `${named('container', bad)} must not include ${what} in securityContext.capabilities.add`;
}

const capabilities: Check = (spec) => {
  const detail = addedBeyond(spec, USUAL);
  return finding('non-default capabilities', detail !== '', () => detail);
};

const hostNamespaces: Check = (spec) => {
  const used = ['hostNetwork', 'hostPID', 'hostIPC'].filter((field) => spec[field]).map((field) => `${field}=true`);
  return finding('host namespaces', used.length > 0, () => used.join(', '));
};

const hostPath: Check = (spec) => {
  const volumes = ((spec['volumes'] ?? []) as Fields[]).filter((v) => v['hostPath']).map((v) => v['name'] as string);
  return finding('hostPath volumes', volumes.length > 0, () => named('volume', volumes));
};

const hostPorts: Check = (spec) => {
  const portsOf = (container: Fields): string[] =>
    ((container['ports'] ?? []) as Fields[]).flatMap(({ hostPort }) => (hostPort ? [String(hostPort)] : []));
  const bad = those(spec, (container) => portsOf(container).length > 0);
  const ports = distinct(visited(spec).flatMap(portsOf));
  const use = bad.length === 1 ? 'uses' : 'use';
  return finding(
    'hostPort',
    bad.length > 0,
    () => `${named('container', bad)} ${use} ${plural('hostPort', ports)} ${ports.join(', ')}`,
  );
};

const probeHosts: Check = (spec) => {
  const hostsOf = ({ livenessProbe, readinessProbe, startupProbe, lifecycle }: Fields): string[] =>
    [livenessProbe, readinessProbe, startupProbe, lifecycle?.postStart, lifecycle?.preStop].flatMap(
      (handler) => [handler?.httpGet?.host, handler?.tcpSocket?.host].filter(Boolean) as string[],
    );
  const bad = distinct(those(spec, (container) => hostsOf(container).length > 0));
  const hosts = distinct(visited(spec).flatMap(hostsOf));
  const use = bad.length === 1 ? 'uses' : 'use';
  return finding(
    'probe or lifecycle host',
    bad.length > 0,
    () => `${named('container', bad)} ${use} ${named('probe or lifecycle host', hosts)}`,
  );
};

const privileged: Check = (spec) => {
  const bad = those(spec, (container) => security(container)['privileged'] === true);
  return finding(
    'privileged',
    bad.length > 0,
    () => `${named('container', bad)} must not set securityContext.privileged=true`,
  );
};

const procMount: Check = (spec) => {
  const typeOf = (of: Fields): string => security(of)['procMount'] ?? 'Default';
  const bad = those(spec, (container) => typeOf(container) !== 'Default');
  const types = distinct(
    visited(spec)
      .map(typeOf)
      .filter((type) => type !== 'Default'),
  );
  return finding(
    'procMount',
    bad.length > 0,
    () => `${named('container', bad)} must not set securityContext.procMount to ${quoted(types)}`,
  );
};

const SE_LINUX_TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'];

const seLinux: Check = (spec) => {
  const optionsOf = (of: Fields): Fields => security(of)['seLinuxOptions'] ?? {};
  const isBad = (of: Fields): boolean => {
    const { type = '', user, role } = optionsOf(of);
    return !SE_LINUX_TYPES.includes(type) || Boolean(user) || Boolean(role);
  };
  const all = [spec, ...visited(spec)].map(optionsOf);
  const types = distinct(all.map(({ type = '' }) => type).filter((type) => !SE_LINUX_TYPES.includes(type)));
  const wrong = [
    ...(types.length > 0 ? [named('type', types)] : []),
    ...['user', 'role'].filter((field) => all.some((one) => one[field])).map((field) => `${field} may not be set`),
  ].join('; ');
  const who = setters(isBad(spec), those(spec, isBad));
  return finding('seLinuxOptions', who !== '', () => `${who} set forbidden securityContext.seLinuxOptions: ${wrong}`);
};

const seccomp: Check = (spec) => {
  const { who, types } = badProfiles(spec, 'seccompProfile', PROFILES);
  return finding(
    'seccompProfile',
    who !== '',
    () => `${who} must not set securityContext.seccompProfile.type to ${quoted(types)}`,
  );
};

const SYSCTLS = [
  'kernel.shm_rmid_forced',
  ...(
    'ip_local_port_range tcp_syncookies ping_group_range ip_unprivileged_port_start ip_local_reserved_ports ' +
    'tcp_keepalive_time tcp_fin_timeout tcp_keepalive_intvl tcp_keepalive_probes tcp_rmem tcp_wmem'
  )
    .split(' ')
    .map((name) => `net.ipv4.${name}`),
];

const sysctls: Check = (spec) => {
  const set = ((security(spec)['sysctls'] ?? []) as Fields[]).map(({ name }) => name as string);
  const bad = set.filter((name) => !SYSCTLS.includes(name));
  return finding('forbidden sysctls', bad.length > 0, () => bad.join(', '));
};

const hostProcess: Check = (spec) => {
  const isSet = (of: Fields): boolean => security(of)['windowsOptions']?.hostProcess === true;
  const who = setters(isSet(spec), those(spec, isSet));
  return finding(
    'hostProcess',
    who !== '',
    () => `${who} must not set securityContext.windowsOptions.hostProcess=true`,
  );
};

const isWindows = (spec: Fields): boolean => spec['os']?.name === 'windows';

const escalation: Check = (spec) => {
  const bad = those(spec, (container) => security(container)['allowPrivilegeEscalation'] !== false);
  return finding(
    'allowPrivilegeEscalation != false',
    !isWindows(spec) && bad.length > 0,
    () => `${named('container', bad)} must set securityContext.allowPrivilegeEscalation=false`,
  );
};

const fewCapabilities: Check = (spec) => {
  const keeps = those(spec, (container) => !security(container)['capabilities']?.drop?.includes('ALL'));
  const details = [
    ...(keeps.length > 0 ? [`${named('container', keeps)} must set securityContext.capabilities.drop=["ALL"]`] : []),
    addedBeyond(spec, ['NET_BIND_SERVICE']),
  ].filter(Boolean);
  return finding('unrestricted capabilities', !isWindows(spec) && details.length > 0, () => details.join('; '));
};

const VOLUMES = 'configMap csi downwardAPI emptyDir ephemeral image persistentVolumeClaim projected secret'.split(' ');

const volumeTypes: Check = (spec) => {
  const bad = ((spec['volumes'] ?? []) as Fields[]).filter((volume) => !VOLUMES.some((type) => volume[type]));
  const names = bad.map(({ name }) => name as string);
  const types = distinct(bad.map((volume) => Object.keys(volume).find((key) => key !== 'name') ?? 'unknown'));
  const use = names.length === 1 ? 'uses' : 'use';
  return finding(
    'restricted volume types',
    names.length > 0,
    () => `${named('volume', names)} ${use} ${named('restricted volume type', types)}`,
  );
};

const nonRoot: Check = (spec) => {
  const ofPod = security(spec)['runAsNonRoot'];
  const said = those(spec, (container) => security(container)['runAsNonRoot'] === false);
  const silent = those(spec, (container) => security(container)['runAsNonRoot'] === undefined && ofPod !== true);
  const who = setters(ofPod === false, said);
  return finding('runAsNonRoot != true', !ofUserNamespace(spec) && (who !== '' || silent.length > 0), () =>
    who === ''
      ? `pod or ${named('container', silent)} must set securityContext.runAsNonRoot=true`
      : `${who} must not set securityContext.runAsNonRoot=false`,
  );
};

const rootUser: Check = (spec) => {
  const isRoot = (of: Fields): boolean => security(of)['runAsUser'] === 0;
  const who = setters(isRoot(spec), those(spec, isRoot));
  return finding('runAsUser=0', !ofUserNamespace(spec) && who !== '', () => `${who} must not set runAsUser=0`);
};

const someSeccomp: Check = (spec, metadata) => {
  if (isWindows(spec)) return undefined;
  const bad = seccomp(spec, metadata);
  if (bad || security(spec)['seccompProfile']) return bad;
  const silent = those(spec, (container) => !security(container)['seccompProfile']);
  const types = '"RuntimeDefault" or "Localhost"';
  return finding(
    'seccompProfile',
    silent.length > 0,
    () => `pod or ${named('container', silent)} must set securityContext.seccompProfile.type to ${types}`,
  );
};

/** By level, in the order of their ids; the restricted level puts some in the place of baseline ones (registry.go). */
const CHECKS: Readonly<Record<string, readonly Check[]>> = {
  privileged: [],
  baseline: [
    appArmor,
    capabilities,
    hostNamespaces,
    hostPath,
    hostPorts,
    probeHosts,
    privileged,
    (spec, metadata) => (ofUserNamespace(spec) ? undefined : procMount(spec, metadata)),
    seLinux,
    seccomp,
    sysctls,
    hostProcess,
  ],
  restricted: [
    appArmor,
    hostNamespaces,
    hostPorts,
    probeHosts,
    privileged,
    seLinux,
    sysctls,
    hostProcess,
    escalation,
    fewCapabilities,
    procMount,
    volumeTypes,
    nonRoot,
    rootUser,
    someSeccomp,
  ],
};

/** What a Pod's spec does that a level forbids. */
export function violations(level: string, spec: Fields, metadata: Fields): Finding[] {
  return (CHECKS[level] ?? []).flatMap((check) => check(spec, metadata) ?? []);
}
