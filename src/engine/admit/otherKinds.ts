import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { duplicate, invalid, notSupported, required } from './fieldErrors.ts';
import { selectorErrors } from './labelSelector.ts';
import { defaultPodSpec } from './podDefaults.ts';
import { podSpecErrors } from './podSpecValidation.ts';
import type { Strategy } from './Strategy.ts';
import { allInvalid, dns1123Label, dns1123Subdomain, pathSegment, portNumber } from './validators.ts';

// Kinds that come with other things in strangers' manifests, so that these pass: nothing here calls a webhook, has an
// API of somebody else's, or runs another container runtime.

const FAILURE_POLICIES = ['Fail', 'Ignore'];
const MATCH_POLICIES = ['Equivalent', 'Exact'];
const NO_SIDE_EFFECTS = ['None', 'NoneOnDryRun'];

/** apimachinery: IsFullyQualifiedName. */
function qualifiedErrors(name: string | undefined, at: string): FieldError[] {
  if (!name) return [required(at)];
  const messages = dns1123Subdomain(name);
  if (messages.length > 0) return allInvalid(at, name, messages);
  return name.split('.').length < 3
    ? [invalid(at, name, 'should be a domain with at least three segments separated by dots')]
    : [];
}

/** pkg/apis/admissionregistration/validation: validateValidatingWebhook and its twin. */
function webhookErrors(hook: Fields, at: string): FieldError[] {
  const { failurePolicy, matchPolicy, sideEffects, timeoutSeconds, clientConfig = {} } = hook;
  const errors = qualifiedErrors(hook['name'], `${at}.name`);
  if (!FAILURE_POLICIES.includes(failurePolicy))
    errors.push(notSupported(`${at}.failurePolicy`, failurePolicy, FAILURE_POLICIES));
  if (!MATCH_POLICIES.includes(matchPolicy))
    errors.push(notSupported(`${at}.matchPolicy`, matchPolicy, MATCH_POLICIES));
  if (!sideEffects) errors.push(required(`${at}.sideEffects`, `must specify one of ${NO_SIDE_EFFECTS.join(', ')}`));
  else if (!NO_SIDE_EFFECTS.includes(sideEffects))
    errors.push(notSupported(`${at}.sideEffects`, sideEffects, NO_SIDE_EFFECTS));
  if (timeoutSeconds > 30 || timeoutSeconds < 1)
    errors.push(invalid(`${at}.timeoutSeconds`, timeoutSeconds, 'the timeout value must be between 1 and 30 seconds'));
  for (const field of ['namespaceSelector', 'objectSelector'])
    errors.push(...selectorErrors(hook[field], `${at}.${field}`));
  if ((clientConfig.url === undefined) === (clientConfig.service === undefined))
    errors.push(required(`${at}.clientConfig`, 'exactly one of url or service is required'));
  const { service } = clientConfig;
  for (const field of service && clientConfig.url === undefined ? ['name', 'namespace'] : [])
    if (!service[field]) errors.push(required(`${at}.clientConfig.service.${field}`));
  const versions: string[] = hook['admissionReviewVersions'] ?? [];
  const path = `${at}.admissionReviewVersions`;
  if (versions.length === 0) errors.push(required(path, 'must specify one of v1, v1beta1'));
  else if (!versions.some((version) => version === 'v1' || version === 'v1beta1'))
    errors.push(invalid(path, versions, 'must include at least one of v1, v1beta1'));
  return errors;
}

/** What a webhook or a policy is asked about. */
export function defaultMatching(match: Fields): void {
  match['matchPolicy'] ??= 'Equivalent';
  match['namespaceSelector'] ??= {};
  match['objectSelector'] ??= {};
  for (const field of ['rules', 'resourceRules', 'excludeResourceRules'])
    for (const rule of match[field] ?? []) rule.scope ??= '*';
}

function defaultWebhook(hook: Fields): void {
  hook['failurePolicy'] ??= 'Fail';
  hook['timeoutSeconds'] ??= 10;
  defaultMatching(hook);
  if (hook['clientConfig']?.service) hook['clientConfig'].service.port ??= 443;
}

export const validatingWebhookStrategy: Strategy = {
  defaults({ webhooks }) {
    for (const hook of webhooks ?? []) defaultWebhook(hook);
  },
  validate({ webhooks }) {
    const names = new Set<string>();
    return ((webhooks ?? []) as Fields[]).flatMap((hook, i) => {
      const errors = webhookErrors(hook, `webhooks[${i}]`);
      const name: string = hook['name'] ?? '';
      if (names.has(name)) errors.push(duplicate(`webhooks[${i}].name`, name));
      if (name !== '') names.add(name);
      return errors;
    });
  },
};

export const mutatingWebhookStrategy: Strategy = {
  ...validatingWebhookStrategy,
  defaults({ webhooks }) {
    for (const hook of webhooks ?? []) {
      defaultWebhook(hook);
      hook.reinvocationPolicy ??= 'Never';
    }
  },
};

/** kube-aggregator: pkg/apis/apiregistration/validation. */
export const apiServiceStrategy: Strategy = {
  name: pathSegment,
  defaults({ spec }) {
    if (spec?.service) spec.service.port ??= 443;
  },
  prepareForCreate(object) {
    object['status'] = {};
  },
  validate({ metadata, spec = {} }) {
    const { group = '', version = '', groupPriorityMinimum = 0, versionPriority = 0, service } = spec;
    const wanted = `${version}.${group}`;
    const errors: FieldError[] = [];
    if (metadata.name && metadata.name !== wanted)
      errors.push(
        invalid('metadata.name', metadata.name, `must be \`spec.version+"."+spec.group\`: ${JSON.stringify(wanted)}`),
      );
    if (group) errors.push(...allInvalid('spec.group', group, dns1123Subdomain(group)));
    if (groupPriorityMinimum <= 0 || groupPriorityMinimum > 20_000)
      errors.push(invalid('spec.groupPriorityMinimum', groupPriorityMinimum, 'must be positive and less than 20000'));
    if (versionPriority <= 0 || versionPriority > 1000)
      errors.push(invalid('spec.versionPriority', versionPriority, 'must be positive and less than 1000'));
    if (!service) return errors;
    for (const field of ['namespace', 'name']) if (!service[field]) errors.push(required(`spec.service.${field}`));
    const text = portNumber(service.port);
    if (text.length > 0)
      errors.push(invalid('spec.service.port', service.port, `port is not valid: ${text.join(', ')}`));
    if (spec.insecureSkipTLSVerify && spec.caBundle)
      errors.push(invalid('spec.insecureSkipTLSVerify', true, 'may not be true if caBundle is present'));
    return errors;
  },
};

const GROUP_POLICIES = ['File', 'None', 'ReadWriteOnceWithFSType'];
const LIFECYCLE_MODES = ['Persistent', 'Ephemeral'];

/** pkg/apis/storage/v1/defaults.go, and of pkg/apis/storage/validation what is met: ValidateCSIDriver */
export const csiDriverStrategy: Strategy = {
  defaults({ spec }) {
    spec.attachRequired ??= true;
    for (const field of ['podInfoOnMount', 'storageCapacity', 'requiresRepublish', 'seLinuxMount'])
      spec[field] ??= false;
    spec.fsGroupPolicy ??= 'ReadWriteOnceWithFSType';
    if (!spec.volumeLifecycleModes?.length) spec.volumeLifecycleModes = ['Persistent'];
  },
  validate: ({ spec: { fsGroupPolicy, volumeLifecycleModes } }) => [
    ...(GROUP_POLICIES.includes(fsGroupPolicy)
      ? []
      : [notSupported('spec.fsGroupPolicy', fsGroupPolicy, GROUP_POLICIES)]),
    ...(volumeLifecycleModes as string[])
      .filter((mode) => !LIFECYCLE_MODES.includes(mode))
      .map((mode) => notSupported('spec.volumeLifecycleModes', mode, LIFECYCLE_MODES)),
  ],
};

export const runtimeClassStrategy: Strategy = {
  validate: ({ handler }) => (handler ? allInvalid('handler', handler, dns1123Label(handler)) : [required('handler')]),
};

export const podTemplateStrategy: Strategy = {
  defaults: ({ template }) => defaultPodSpec(template.spec),
  validate: ({ template }) => podSpecErrors(template.spec, 'template.spec', false),
};
