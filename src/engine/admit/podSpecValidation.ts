import { matchLabelKeysErrors } from './matchLabelKeys.ts';
import type { FieldError } from './ApiResponse.ts';
import { affinityErrors } from './affinityValidation.ts';
import { containerErrors, initContainerErrors, profileErrors, userErrors } from './containerValidation.ts';
import { hostnameOverrideErrors, podResourceErrors, resourceClaimErrors } from './rareContainerFields.ts';
import { dnsConfigErrors } from './dnsConfigValidation.ts';
import { ephemeralContainerErrors } from './ephemeralContainers.ts';
import type { Fields } from './Fields.ts';
import { duplicate, forbidden, invalid, notSupported, required } from './fieldErrors.ts';
import { selectorErrors } from './labelSelector.ts';
import { validateLabels } from './metadata.ts';
import { containerResourceNameErrors } from './resourceNames.ts';
import { resourceErrors } from './resourceRequirements.ts';
import { sysctlErrors } from './sysctlValidation.ts';
import { DEFAULT_TOLERATIONS } from './tolerations.ts';
import { allInvalid, dns1123Label, dns1123Subdomain, labelValue, legacyIp, qualifiedName } from './validators.ts';
import { fileKeyErrors } from './envValidation.ts';
import { hostProcessErrors, osErrors, windowsErrors } from './osValidation.ts';
import { volumeErrors } from './volumeValidation.ts';

// pkg/apis/core/validation, ValidatePodSpec, in its order.

const RESTART_POLICIES = ['Always', 'OnFailure', 'Never'];
const DNS_POLICIES = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'];
export const TAINT_EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

function hostNetworkErrors(spec: Fields, at: string, isPod: boolean): FieldError[] {
  if (!spec['hostNetwork']) return [];
  return ((spec['containers'] ?? []) as Fields[]).flatMap((container, i) =>
    ((container['ports'] ?? []) as Fields[]).flatMap(({ hostPort = 0, containerPort }, j) =>
      (isPod || hostPort !== 0) && hostPort !== containerPort
        ? [
            invalid(
              `${at}.containers[${i}].ports[${j}].hostPort`,
              hostPort,
              'must match `containerPort` when `hostNetwork` is true',
            ),
          ]
        : [],
    ),
  );
}

function dnsErrors(spec: Fields, at: string): FieldError[] {
  const { dnsConfig: config, dnsPolicy: policy } = spec;
  if (policy === 'None') {
    if (!config) return [required(at, 'must provide `dnsConfig` when `dnsPolicy` is None')];
    if (!config.nameservers?.length) {
      return [required(`${at}.nameservers`, 'must provide at least one DNS nameserver when `dnsPolicy` is None')];
    }
  }
  return config ? dnsConfigErrors(config, at) : [];
}

export function tolerationErrors(tolerations: Fields[] | undefined, at: string): FieldError[] {
  return (tolerations ?? []).flatMap((toleration, i) => {
    // The server's own are good.
    if (DEFAULT_TOLERATIONS.includes(toleration)) return [];
    const { key, operator = '', value = '', effect, tolerationSeconds } = toleration;
    const path = `${at}[${i}]`;
    const errors: FieldError[] = key ? allInvalid(`${path}.key`, key, qualifiedName(key)) : [];
    if (!key && operator !== 'Exists') {
      const text = 'operator must be Exists when `key` is empty, which means "match all values and all keys"';
      errors.push(invalid(`${path}.operator`, operator, text));
    }
    if (tolerationSeconds !== undefined && effect !== 'NoExecute') {
      errors.push(
        invalid(`${path}.effect`, effect ?? '', "effect must be 'NoExecute' when `tolerationSeconds` is set"),
      );
    }
    if (operator === 'Equal' || operator === '') {
      const messages = labelValue(value);
      if (messages.length > 0) errors.push(invalid(`${path}.operator`, value, messages.join(';')));
    } else if (operator === 'Exists') {
      if (value) errors.push(invalid(`${path}.operator`, value, "value must be empty when `operator` is 'Exists'"));
    } else {
      const known = operator === 'Lt' || operator === 'Gt' ? ['Equal', 'Exists', 'Lt', 'Gt'] : ['Equal', 'Exists'];
      errors.push(notSupported(`${path}.operator`, operator, known));
    }
    if (effect && !TAINT_EFFECTS.includes(effect)) errors.push(notSupported(`${path}.effect`, effect, TAINT_EFFECTS));
    return errors;
  });
}

function spreadErrors(constraints: Fields[] | undefined, at: string): FieldError[] {
  return (constraints ?? []).flatMap((constraint, i) => {
    const path = `${at}[${i}]`;
    const errors: FieldError[] = [];
    if (!(constraint['maxSkew'] > 0)) {
      errors.push(invalid(`${path}.maxSkew`, constraint['maxSkew'], 'must be greater than zero'));
    }
    if (!constraint['topologyKey']) errors.push(required(`${path}.topologyKey`, 'can not be empty'));
    const actions = ['DoNotSchedule', 'ScheduleAnyway'];
    if (!actions.includes(constraint['whenUnsatisfiable'])) {
      errors.push(notSupported(`${path}.whenUnsatisfiable`, constraint['whenUnsatisfiable'], actions));
    }
    const { topologyKey, whenUnsatisfiable, minDomains } = constraint;
    const again = constraints
      ?.slice(i + 1)
      .some((o) => o['topologyKey'] === topologyKey && o['whenUnsatisfiable'] === whenUnsatisfiable);
    if (again)
      errors.push(duplicate(`${path}.{topologyKey, whenUnsatisfiable}`, `{${topologyKey}, ${whenUnsatisfiable}}`));
    if (minDomains !== undefined) {
      if (minDomains <= 0) errors.push(invalid(`${path}.minDomains`, minDomains, 'must be greater than zero'));
      if (whenUnsatisfiable !== 'DoNotSchedule') {
        const text = `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${whenUnsatisfiable}`;
        errors.push(invalid(`${path}.minDomains`, minDomains, text));
      }
    }
    for (const field of ['nodeAffinityPolicy', 'nodeTaintsPolicy']) {
      const policy = constraint[field];
      if (policy !== undefined && policy !== 'Honor' && policy !== 'Ignore')
        errors.push(notSupported(`${path}.${field}`, policy, ['Honor', 'Ignore']));
    }
    return [
      ...errors,
      ...matchLabelKeysErrors(constraint, path),
      ...selectorErrors(constraint['labelSelector'], `${path}.labelSelector`),
    ];
  });
}

const ifSet = (value: string | undefined, field: string, rule: (value: string) => string[]): FieldError[] =>
  value ? allInvalid(field, value, rule(value)) : [];

const CHOICES: [field: string, known: string[]][] = [
  ['supplementalGroupsPolicy', ['Merge', 'Strict']],
  // MountOption belongs to a gate that is off
  ['seLinuxChangePolicy', ['Recursive']],
];

/** What the Pod's security context has beside users. */
function securityErrors(spec: Fields, at: string): FieldError[] {
  const context: Fields = spec['securityContext'] ?? {};
  const { supplementalGroups, sysctls, fsGroupChangePolicy } = context;
  const errors: FieldError[] = [];
  for (const [i, group] of ((supplementalGroups ?? []) as number[]).entries())
    if (group < 0 || group > 2147483647)
      errors.push(invalid(`${at}.supplementalGroups[${i}]`, group, 'must be between 0 and 2147483647, inclusive'));
  if (spec['shareProcessNamespace'] && spec['hostPID']) {
    const text = 'ShareProcessNamespace and HostPID cannot both be enabled';
    errors.push(invalid(`${at}.shareProcessNamespace`, true, text));
  }
  if (sysctls) errors.push(...sysctlErrors(spec, `${at}.sysctls`));
  const policies = ['Always', 'OnRootMismatch'];
  if (fsGroupChangePolicy !== undefined && !policies.includes(fsGroupChangePolicy))
    errors.push(notSupported(`${at}.fsGroupChangePolicy`, fsGroupChangePolicy, policies));
  errors.push(...profileErrors(context, at, 'seccomp'));
  if (context['windowsOptions']) errors.push(...windowsErrors(context['windowsOptions'], `${at}.windowsOptions`));
  errors.push(...profileErrors(context, at, 'AppArmor'));
  for (const [field, known] of CHOICES) {
    const choice: string | undefined = context[field];
    if (choice !== undefined && !known.includes(choice)) errors.push(notSupported(`${at}.${field}`, choice, known));
  }
  return errors;
}

const hasHostProcess = (spec: Fields): boolean =>
  [spec, ...(spec['initContainers'] ?? []), ...(spec['containers'] ?? [])].some(
    ({ securityContext }: Fields) => securityContext?.windowsOptions?.hostProcess !== undefined,
  );

const POD_USERS = ['fsGroup', 'runAsUser', 'runAsGroup'];

/** `isPod`: a Pod itself, not a template. */
export function podSpecErrors(spec: Fields, at: string, isPod: boolean): FieldError[] {
  const { errors, names } = volumeErrors(spec['volumes'], `${at}.volumes`);
  if (spec['resourceClaims']) errors.push(...resourceClaimErrors(spec['resourceClaims'], `${at}.resourceClaims`));
  errors.push(...containerErrors(spec, names, `${at}.containers`));
  errors.push(...initContainerErrors(spec, names, `${at}.initContainers`));
  if (spec['ephemeralContainers']) errors.push(...ephemeralContainerErrors(spec, names, `${at}.ephemeralContainers`));
  if (spec['resources']) errors.push(...podResourceErrors(spec, `${at}.resources`));
  errors.push(...hostNetworkErrors(spec, at, isPod));
  const { restartPolicy, dnsPolicy } = spec;
  if (!RESTART_POLICIES.includes(restartPolicy)) {
    errors.push(notSupported(`${at}.restartPolicy`, restartPolicy, RESTART_POLICIES));
  }
  if (!DNS_POLICIES.includes(dnsPolicy)) errors.push(notSupported(`${at}.dnsPolicy`, dnsPolicy, DNS_POLICIES));
  if (spec['nodeSelector']) errors.push(...validateLabels(spec['nodeSelector'], `${at}.nodeSelector`));
  const context: Fields = spec['securityContext'] ?? {};
  errors.push(...userErrors(context, `${at}.securityContext`, POD_USERS));
  errors.push(...securityErrors(spec, `${at}.securityContext`));
  if (spec['affinity']) errors.push(...affinityErrors(spec['affinity'], `${at}.affinity`));
  errors.push(...dnsErrors(spec, `${at}.dnsConfig`));
  for (const [i, { conditionType }] of ((spec['readinessGates'] ?? []) as Fields[]).entries()) {
    errors.push(...allInvalid(`${at}.readinessGates[${i}].conditionType`, conditionType, qualifiedName(conditionType)));
  }
  const gates = new Set<string>();
  for (const [i, { name }] of ((spec['schedulingGates'] ?? []) as Fields[]).entries()) {
    errors.push(...allInvalid(`${at}.schedulingGates[${i}]`, name, qualifiedName(name)));
    if (gates.has(name)) errors.push(duplicate(`${at}.schedulingGates[${i}]`, name));
    gates.add(name);
  }
  errors.push(...spreadErrors(spec['topologySpreadConstraints'], `${at}.topologySpreadConstraints`));
  if (hasHostProcess(spec)) errors.push(...hostProcessErrors(spec, at));
  if (spec['hostUsers'] === false) {
    for (const [field, shown] of [
      ['hostNetwork', 'hostNetwork'],
      ['hostPID', 'HostPID'],
      ['hostIPC', 'HostIPC'],
    ] as const)
      if (spec[field]) errors.push(forbidden(`${at}.${shown}`, 'when `hostUsers` is false'));
  }
  if (spec['hostnameOverride'] !== undefined) errors.push(...hostnameOverrideErrors(spec, `${at}.hostnameOverride`));
  errors.push(...ifSet(spec['serviceAccountName'], `${at}.serviceAccountName`, dns1123Subdomain));
  errors.push(...ifSet(spec['nodeName'], `${at}.nodeName`, dns1123Subdomain));
  const deadline: number | undefined = spec['activeDeadlineSeconds'];
  if (deadline !== undefined && (deadline < 1 || deadline > 2147483647)) {
    errors.push(invalid(`${at}.activeDeadlineSeconds`, deadline, 'must be between 1 and 2147483647, inclusive'));
  }
  errors.push(...ifSet(spec['hostname'], `${at}.hostname`, dns1123Label));
  errors.push(...ifSet(spec['subdomain'], `${at}.subdomain`, dns1123Label));
  errors.push(...tolerationErrors(spec['tolerations'], `${at}.tolerations`));
  for (const [i, { ip, hostnames = [] }] of ((spec['hostAliases'] ?? []) as Fields[]).entries()) {
    errors.push(...legacyIp(`${at}.hostAliases[${i}].ip`, ip));
    for (const [j, name] of (hostnames as string[]).entries()) {
      errors.push(...allInvalid(`${at}.hostAliases[${i}].hostnames[${j}]`, name, dns1123Subdomain(name)));
    }
  }
  errors.push(...ifSet(spec['priorityClassName'], `${at}.priorityClassName`, dns1123Subdomain));
  errors.push(...ifSet(spec['runtimeClassName'], `${at}.runtimeClassName`, dns1123Subdomain));
  const policy = spec['preemptionPolicy'];
  if (policy !== undefined && policy !== 'PreemptLowerPriority' && policy !== 'Never') {
    errors.push(notSupported(`${at}.preemptionPolicy`, policy, ['PreemptLowerPriority', 'Never']));
  }
  // validateOverhead
  if (spec['overhead'])
    errors.push(...resourceErrors({ limits: spec['overhead'] }, `${at}.overhead`, containerResourceNameErrors));
  if (spec['os']) errors.push(...osErrors(spec, at));
  errors.push(...fileKeyErrors(spec, at));
  return errors;
}
