import type { FieldError } from './ApiResponse.ts';
import { claimNameErrors, deviceErrors, resizeErrors, restartErrors } from './rareContainerFields.ts';
import { envErrors, envFromErrors } from './envValidation.ts';
import type { Fields } from './Fields.ts';
import { duplicate, forbidden, invalid, notSupported, required } from './fieldErrors.ts';
import { internalForm } from './internalForm.ts';
import { allProbeErrors, lifecycleErrors } from './probeValidation.ts';
import { windowsErrors } from './osValidation.ts';
import { containerResourceNameErrors } from './resourceNames.ts';
import { resourceErrors } from './resourceRequirements.ts';
import { PROTOCOLS } from './serviceValidation.ts';
import { allInvalid, dns1123Label, portName, portNumber } from './validators.ts';
import { mountErrors } from './volumeValidation.ts';
import { descending } from './volumePaths.ts';

// pkg/apis/core/validation: validateContainers, validateInitContainers and what they call.

const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'];
const MESSAGE_POLICIES = ['File', 'FallbackToLogsOnError'];
function portErrors(ports: Fields[] | undefined, at: string): FieldError[] {
  const errors: FieldError[] = [];
  const names = new Set<string>();
  for (const [i, { name, containerPort, hostPort, protocol }] of (ports ?? []).entries()) {
    const path = `${at}[${i}]`;
    if (name) {
      const messages = portName(name);
      errors.push(...allInvalid(`${path}.name`, name, messages));
      if (messages.length === 0) {
        if (names.has(name)) errors.push(duplicate(`${path}.name`, name));
        names.add(name);
      }
    }
    if (!containerPort) errors.push(required(`${path}.containerPort`));
    else errors.push(...allInvalid(`${path}.containerPort`, containerPort, portNumber(containerPort)));
    if (hostPort) errors.push(...allInvalid(`${path}.hostPort`, hostPort, portNumber(hostPort)));
    if (!PROTOCOLS.includes(protocol)) errors.push(notSupported(`${path}.protocol`, protocol, PROTOCOLS));
  }
  return errors;
}

const USER_MESSAGE = 'must be between 0 and 2147483647, inclusive';

export function userErrors(context: Fields, at: string, fields: readonly string[]): FieldError[] {
  const errors: FieldError[] = [];
  for (const field of fields) {
    const id: number | undefined = context[field];
    if (id !== undefined && (id < 0 || id > 2147483647)) errors.push(invalid(`${at}.${field}`, id, USER_MESSAGE));
  }
  return errors;
}

const PROFILES = ['Localhost', 'RuntimeDefault', 'Unconfined'];

/** validateSeccompProfileField, ValidateAppArmorProfileField */
export function profileErrors(context: Fields, at: string, of: 'seccomp' | 'AppArmor'): FieldError[] {
  const field = of === 'seccomp' ? 'seccompProfile' : 'appArmorProfile';
  const profile: Fields | undefined = context[field];
  if (!profile) return [];
  const { type, localhostProfile } = profile;
  const local = `${at}.${field}.localhostProfile`;
  const errors: FieldError[] = [];
  if (type === '') errors.push(required(`${at}.${field}.type`, `type is required when ${field} is set`));
  else if (!PROFILES.includes(type)) errors.push(notSupported(`${at}.${field}.type`, type, PROFILES));
  if (type === 'Localhost') {
    if (localhostProfile === undefined || (localhostProfile === '' && of === 'AppArmor'))
      errors.push(required(local, `must be set when ${of} type is Localhost`));
    else if (of === 'seccomp') errors.push(...descending(local, localhostProfile));
    else if (localhostProfile.trim() !== localhostProfile)
      errors.push(invalid(local, localhostProfile, 'must not be padded with whitespace'));
  }
  if (type !== 'Localhost' && localhostProfile !== undefined && (of === 'seccomp' || errors.length === 0)) {
    const shown = of === 'seccomp' ? { Type: type, LocalhostProfile: localhostProfile } : localhostProfile;
    errors.push(invalid(local, shown, `can only be set when ${of} type is Localhost`));
  }
  return errors;
}

/** `ofHost`: the container's users are those of the host. */
function securityErrors(context: Fields | undefined, at: string, ofHost: boolean): FieldError[] {
  if (!context) return [];
  const errors = userErrors(context, at, ['runAsUser', 'runAsGroup']);
  const { procMount } = context;
  if (procMount !== undefined && procMount !== 'Default' && procMount !== 'Unmasked')
    errors.push(notSupported(`${at}.procMount`, procMount, ['Default', 'Unmasked']));
  if (procMount === 'Unmasked' && ofHost)
    errors.push(invalid(`${at}.procMount`, procMount, '`hostUsers` must be false to use `Unmasked`'));
  errors.push(...profileErrors(context, at, 'seccomp'));
  if (context['allowPrivilegeEscalation'] === false) {
    const only = 'cannot set `allowPrivilegeEscalation` to false and';
    if (context['privileged'])
      errors.push(invalid(at, internalForm(context, 'SecurityContext'), `${only} \`privileged\` to true`));
    if (context['capabilities']?.add?.includes('CAP_SYS_ADMIN')) {
      errors.push(invalid(at, internalForm(context, 'SecurityContext'), `${only} \`capabilities.Add\` CAP_SYS_ADMIN`));
    }
  }
  if (context['windowsOptions']) errors.push(...windowsErrors(context['windowsOptions'], `${at}.windowsOptions`));
  return [...errors, ...profileErrors(context, at, 'AppArmor')];
}

/** validateContainerCommon */
export function containerCommonErrors(spec: Fields, container: Fields, volumes: Set<string>, at: string): FieldError[] {
  const { name, terminationMessagePolicy: policy, imagePullPolicy } = container;
  const errors: FieldError[] = name ? allInvalid(`${at}.name`, name, dns1123Label(name)) : [required(`${at}.name`)];
  if (!container['image']) errors.push(required(`${at}.image`));
  if (!MESSAGE_POLICIES.includes(policy)) {
    errors.push(notSupported(`${at}.terminationMessagePolicy`, policy, MESSAGE_POLICIES));
  }
  errors.push(...portErrors(container['ports'], `${at}.ports`));
  errors.push(...envErrors(container['env'], `${at}.env`), ...envFromErrors(container['envFrom'], `${at}.envFrom`));
  errors.push(...mountErrors(container, volumes, `${at}.volumeMounts`));
  if (container['volumeDevices']) errors.push(...deviceErrors(spec, container, volumes, `${at}.volumeDevices`));
  if (!PULL_POLICIES.includes(imagePullPolicy)) {
    errors.push(notSupported(`${at}.imagePullPolicy`, imagePullPolicy, PULL_POLICIES));
  }
  errors.push(...resourceErrors(container['resources'], `${at}.resources`, containerResourceNameErrors));
  if (container['resources']?.claims)
    errors.push(...claimNameErrors(spec, container['resources'].claims, `${at}.resources.claims`));
  if (container['resizePolicy']) errors.push(...resizeErrors(spec, container['resizePolicy'], `${at}.resizePolicy`));
  errors.push(...securityErrors(container['securityContext'], `${at}.securityContext`, spec['hostUsers'] !== false));
  return errors;
}

function hostPortConflicts(containers: Fields[], at: string): FieldError[] {
  const used = new Set<string>();
  return containers.flatMap((container, i) =>
    ((container['ports'] ?? []) as Fields[]).flatMap(({ hostPort, hostIP = '', protocol }, j) => {
      if (!hostPort) return [];
      const key = `${protocol}/${hostIP}/${hostPort}`;
      if (used.has(key)) return [duplicate(`${at}[${i}].ports[${j}].hostPort`, key)];
      used.add(key);
      return [];
    }),
  );
}

const hookErrors = (spec: Fields, container: Fields, at: string): FieldError[] => [
  ...lifecycleErrors(container['lifecycle'], `${at}.lifecycle`, spec['terminationGracePeriodSeconds']),
  ...allProbeErrors(container, at),
];

export function containerErrors(spec: Fields, volumes: Set<string>, at: string): FieldError[] {
  const containers: Fields[] = spec['containers'] ?? [];
  if (containers.length === 0) return [required(at)];
  const names = new Set<string>();
  const errors = containers.flatMap((container, i) => {
    const path = `${at}[${i}]`;
    const own = containerCommonErrors(spec, container, volumes, path);
    const name: string = container['name'];
    if (names.has(name)) own.push(duplicate(`${path}.name`, name));
    names.add(name);
    own.push(...hookErrors(spec, container, path));
    if (container['restartPolicy'] !== undefined || container['restartPolicyRules'])
      own.push(...restartErrors(container, path));
    return own;
  });
  return [...errors, ...hostPortConflicts(containers, at)];
}

const INIT_ONLY = 'may not be set for init containers without restartPolicy=Always';

export function initContainerErrors(spec: Fields, volumes: Set<string>, at: string): FieldError[] {
  const inits: Fields[] = spec['initContainers'] ?? [];
  const names = new Set<string>((spec['containers'] ?? []).map((c: Fields) => c['name']));
  return inits.flatMap((container, i) => {
    const path = `${at}[${i}]`;
    const own = containerCommonErrors(spec, container, volumes, path);
    const policy: string | undefined = container['restartPolicy'];
    if (policy !== undefined || container['restartPolicyRules']) own.push(...restartErrors(container, path));
    const name: string = container['name'];
    if (names.has(name)) own.push(duplicate(`${path}.name`, name));
    else if (name !== '') names.add(name);
    // Upstream counts each init container as the first of its list.
    own.push(...hostPortConflicts([container], at));
    if (policy === 'Always') {
      own.push(...hookErrors(spec, container, path));
    } else {
      for (const field of ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe']) {
        if (container[field]) own.push(forbidden(`${path}.${field}`, INIT_ONLY));
      }
    }
    return own;
  });
}
