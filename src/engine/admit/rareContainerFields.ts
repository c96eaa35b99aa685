import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { duplicate, forbidden, invalid, notFound, notSupported, required, tooLong, tooMany } from './fieldErrors.ts';
import { internalForm } from './internalForm.ts';
import { addQuantities, quantityValue } from './quantity.ts';
import { isOfPods, resourceNameErrors } from './resourceNames.ts';
import { resourceErrors } from './resourceRequirements.ts';
import { allInvalid, dns1123Label, dns1123Subdomain } from './validators.ts';
import { backsteps } from './volumePaths.ts';
import { valueAt } from '../plain.ts';

// pkg/apis/core/validation: what few Pods have. Devices, claims of resources, resizing, resources of a Pod as a whole.

/** ValidateVolumeDevices: only claims are given out as devices. */
export function deviceErrors(spec: Fields, container: Fields, volumes: Set<string>, at: string): FieldError[] {
  const mounts: Fields[] = container['volumeMounts'] ?? [];
  const [names, paths] = [new Set<string>(), new Set<string>()];
  return ((container['volumeDevices'] ?? []) as Fields[]).flatMap(({ name, devicePath }, i) => {
    const errors: FieldError[] = [];
    const [ofName, ofPath] = [`${at}[${i}].name`, `${at}[${i}].devicePath`];
    const volume = ((spec['volumes'] ?? []) as Fields[]).find((one) => one['name'] === name) ?? {};
    if (name === '') errors.push(required(ofName));
    if (names.has(name)) errors.push(invalid(ofName, name, 'must be unique'));
    if (!volumes.has(name)) errors.push(notFound(ofName, name));
    else if (!volume['persistentVolumeClaim'] && !volume['ephemeral']) {
      const text = 'can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode';
      errors.push(invalid(ofName, name, text));
    }
    if (devicePath === '') errors.push(required(ofPath));
    if (paths.has(devicePath)) errors.push(invalid(ofPath, devicePath, 'must be unique'));
    if (backsteps(ofPath, devicePath).length > 0)
      errors.push(invalid(ofPath, devicePath, "can not contain backsteps ('..')"));
    else paths.add(devicePath);
    if (mounts.some((mount) => mount['name'] === name))
      errors.push(invalid(ofName, name, 'must not already exist in volumeMounts'));
    if (mounts.some((mount) => mount['mountPath'] === devicePath))
      errors.push(invalid(ofPath, devicePath, 'must not already exist as a path in volumeMounts'));
    if (name !== '') names.add(name);
    return errors;
  });
}

/** validateResourceClaimNames */
export function claimNameErrors(spec: Fields, claims: Fields[], at: string): FieldError[] {
  const known = ((spec['resourceClaims'] ?? []) as Fields[]).flatMap(({ name }): string[] => name || []);
  const seen = new Set<string>();
  return claims.flatMap(({ name, request = '' }, i) => {
    const path = `${at}[${i}]`;
    if (name === '') return [required(path)];
    const key = request === '' ? name : `${name}/${request}`;
    const errors: FieldError[] = [];
    if (seen.has(name)) errors.push(duplicate(path, name));
    else {
      if (request !== '') errors.push(...allInvalid(`${path}.request`, request, dns1123Label(request)));
      if (seen.has(key)) errors.push(duplicate(path, key));
      else if (request === '' && [...seen].some((one) => one.startsWith(`${name}/`)))
        errors.push(duplicate(path, name));
      seen.add(key);
    }
    if (known.includes(name)) return errors;
    const there = known.length === 0 ? ' which is empty' : `: ${[...new Set(known)].sort().join(', ')}`;
    const missing = notFound(path, name);
    const message = `${missing.message}: must be one of the names in pod.spec.resourceClaims${there}`;
    return [...errors, { ...missing, message }];
  });
}

/** validatePodResourceClaims */
export function resourceClaimErrors(claims: Fields[], at: string): FieldError[] {
  const seen = new Set<string>();
  return claims.flatMap((claim, i) => {
    const { name, resourceClaimName, resourceClaimTemplateName } = claim;
    const path = `${at}[${i}]`;
    const errors: FieldError[] = [];
    if (name === '') errors.push(required(`${path}.name`));
    else if (seen.has(name)) errors.push(duplicate(`${path}.name`, name));
    else errors.push(...allInvalid(`${path}.name`, name, dns1123Label(name)));
    seen.add(name);
    const wrong = (text: string): FieldError => invalid(path, internalForm(claim, 'PodResourceClaim'), text);
    if (resourceClaimName !== undefined && resourceClaimTemplateName !== undefined)
      errors.push(wrong('at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified'));
    if (resourceClaimName === undefined && resourceClaimTemplateName === undefined)
      errors.push(wrong('must specify one of: `resourceClaimName`, `resourceClaimTemplateName`'));
    for (const [field, value] of Object.entries<string | undefined>({ resourceClaimName, resourceClaimTemplateName }))
      if (value !== undefined) errors.push(...allInvalid(`${path}.${field}`, value, dns1123Subdomain(value)));
    return errors;
  });
}

const RESIZABLE = ['cpu', 'memory'];
const RESTARTS = ['NotRequired', 'RestartContainer'];

/** validateResizePolicy, which leaves the index out of most paths. */
export function resizeErrors({ restartPolicy }: Fields, policies: Fields[], at: string): FieldError[] {
  const seen = new Set<string>();
  const oneOf = (value: string, known: string[]): FieldError[] =>
    known.includes(value) ? [] : [value === '' ? required(at) : notSupported(at, value, known)];
  return policies.flatMap(({ resourceName, restartPolicy: policy }, i) => {
    const errors = seen.has(resourceName) ? [duplicate(`${at}[${i}]`, resourceName)] : [];
    seen.add(resourceName);
    errors.push(...oneOf(resourceName, RESIZABLE), ...oneOf(policy, RESTARTS));
    if (restartPolicy === 'Never' && policy !== 'NotRequired')
      errors.push(invalid(at, policy, "must be 'NotRequired' when pod `restartPolicy` is 'Never'"));
    return errors;
  });
}

const POLICIES = ['Always', 'Never', 'OnFailure'];
const ACTIONS = ['Restart', 'RestartAllContainers'];
const OPERATORS = ['In', 'NotIn'];

/** validateContainerRestartPolicy: of a container that has a policy of its own, or rules beside it. */
export function restartErrors(
  { restartPolicy: policy, restartPolicyRules: rules = [] }: Fields,
  at: string,
): FieldError[] {
  const errors: FieldError[] = [];
  if (policy === undefined)
    errors.push(required(`${at}.restartPolicy`, 'must specify restartPolicy when restart rules are used'));
  else if (!POLICIES.includes(policy)) errors.push(notSupported(`${at}.restartPolicy`, policy, POLICIES));
  const path = `${at}.restartPolicyRules`;
  if (rules.length > 20) errors.push(tooMany(path, rules.length, 20));
  for (const [i, { action = '', exitCodes }] of (rules as Fields[]).entries()) {
    const codes = `${path}[${i}].exitCodes`;
    if (!ACTIONS.includes(action)) errors.push(notSupported(`${path}[${i}].action`, action, ACTIONS));
    if (!exitCodes) errors.push(required(codes, 'must be specified'));
    else {
      const { operator = '', values = [] } = exitCodes;
      if (!OPERATORS.includes(operator)) errors.push(notSupported(`${codes}.operator`, operator, OPERATORS));
      if (values.length > 255) errors.push(tooMany(`${codes}.values`, values.length, 255));
    }
  }
  return errors;
}

/** component-helpers: SupportedPodLevelResources */
const OF_PODS = ['cpu', 'hugepages-', 'memory'];

function podResourceNameErrors(name: string, at: string): FieldError[] {
  const errors = resourceNameErrors(name, at);
  if (errors.length > 0 || isOfPods(name)) return errors;
  return [notSupported(at, name, OF_PODS)];
}

/** validatePodResources: what a Pod may use as a whole, and its containers together. */
export function podResourceErrors(spec: Fields, at: string): FieldError[] {
  const { resources } = spec;
  if (spec['os']?.name === 'windows') return [forbidden(at, 'may not be set for a windows pod')];
  const errors: FieldError[] = [];
  if (resources.claims) errors.push(forbidden(`${at}.claims`, 'claims may not be set for Resources at pod-level'));
  errors.push(...resourceErrors(resources, at, podResourceNameErrors));
  if (resources.claims) errors.push(...claimNameErrors(spec, resources.claims, `${at}.claims`));
  const containers: Fields[] = spec['containers'] ?? [];
  for (const [name, most] of Object.entries<string>(resources.requests ?? {})) {
    const asked = containers.flatMap((c): string[] => valueAt(c['resources']?.requests ?? {}, name) ?? []);
    const sum = asked.reduce(addQuantities, '0');
    if (quantityValue(sum) > quantityValue(most)) {
      const text = `must be greater than or equal to aggregate container requests of ${sum}`;
      errors.push(invalid(`${at}.requests[${name}]`, most, text));
    }
  }
  for (const [i, container] of containers.entries()) {
    for (const [name, limit] of Object.entries<string>(container['resources']?.limits ?? {})) {
      const most: string | undefined = valueAt(resources.limits ?? {}, name);
      if (most !== undefined && quantityValue(limit) > quantityValue(most)) {
        const text = `must be less than or equal to pod limits of ${most}`;
        errors.push(invalid(`${at}.containers[${i}][${name}].limits`, limit, text));
      }
    }
  }
  return errors;
}

/** validatePodHostName */
export function hostnameOverrideErrors(spec: Fields, at: string): FieldError[] {
  const { hostnameOverride: name, setHostnameAsFQDN, hostNetwork } = spec;
  const errors: FieldError[] = [];
  for (const [field, isSet] of Object.entries({ setHostnameAsFQDN, hostNetwork }))
    if (isSet) errors.push(forbidden(at, `may not be specified when ${field} is true`));
  if (name.length > 64) errors.push(tooLong(at, 64));
  return [...errors, ...allInvalid(at, name, dns1123Subdomain(name))];
}
