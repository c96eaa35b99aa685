import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { duplicate, immutable, invalid, notSupported, required } from './fieldErrors.ts';
import { selectorErrors } from './labelSelector.ts';
import { validateLabels } from './metadata.ts';
import { defaultPodSpec } from './podDefaults.ts';
import { podSpecErrors, tolerationErrors } from './podSpecValidation.ts';
import { roundUp } from './quantity.ts';
import { containerResourceNameErrors } from './resourceNames.ts';
import { resourceErrors } from './resourceRequirements.ts';
import type { Strategy } from './Strategy.ts';
import {
  allInvalid,
  dns1035Label,
  dns1123Label,
  dns1123Subdomain,
  pathSegment,
  portNumber,
  qualifiedName,
} from './validators.ts';
import { sameJson } from '../plain.ts';

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
  for (const [i, rule] of ((hook['rules'] ?? []) as Fields[]).entries())
    errors.push(...ruleErrors(rule, `${at}.rules[${i}]`));
  if (!FAILURE_POLICIES.includes(failurePolicy))
    errors.push(notSupported(`${at}.failurePolicy`, failurePolicy, FAILURE_POLICIES));
  if (!MATCH_POLICIES.includes(matchPolicy))
    errors.push(notSupported(`${at}.matchPolicy`, matchPolicy, MATCH_POLICIES));
  if (sideEffects === null)
    errors.push(required(`${at}.sideEffects`, `must specify one of ${NO_SIDE_EFFECTS.join(', ')}`));
  else if (!NO_SIDE_EFFECTS.includes(sideEffects))
    errors.push(notSupported(`${at}.sideEffects`, sideEffects, NO_SIDE_EFFECTS));
  if (timeoutSeconds > 30 || timeoutSeconds < 1)
    errors.push(invalid(`${at}.timeoutSeconds`, timeoutSeconds, 'the timeout value must be between 1 and 30 seconds'));
  for (const field of ['namespaceSelector', 'objectSelector'])
    errors.push(...selectorErrors(hook[field], `${at}.${field}`));
  if ((clientConfig.url === undefined) === (clientConfig.service === undefined))
    errors.push(required(`${at}.clientConfig`, 'exactly one of url or service is required'));
  else if (clientConfig.url === undefined)
    errors.push(...serviceErrors(clientConfig.service, `${at}.clientConfig.service`));
  else errors.push(...urlErrors(clientConfig.url, `${at}.clientConfig.url`));
  errors.push(...conditionErrors(hook['matchConditions'] ?? [], `${at}.matchConditions`));
  return [...errors, ...versionErrors(hook['admissionReviewVersions'] ?? [], `${at}.admissionReviewVersions`)];
}

/** validateMatchConditions; no expression is compiled here. */
function conditionErrors(conditions: Fields[], at: string): FieldError[] {
  const names = new Set<string>();
  return conditions.flatMap(({ name = '', expression = '' }, i) => {
    const errors = expression.trim() === '' ? [required(`${at}[${i}].expression`)] : [];
    if (name === '') return [...errors, required(`${at}[${i}].name`)];
    errors.push(...allInvalid(`${at}[${i}].name`, name, qualifiedName(name)));
    if (names.has(name)) errors.push(duplicate(`${at}[${i}].name`, name));
    names.add(name);
    return errors;
  });
}

/** apiserver: pkg/util/webhook, ValidateWebhookService */
function serviceErrors({ name, namespace, path = '', port }: Fields, at: string): FieldError[] {
  // Its caller hands it the two the wrong way round.
  const errors = namespace ? [] : [required(`${at}.name`)];
  if (!name) errors.push(required(`${at}.namespace`));
  const wrong = portNumber(port);
  if (wrong.length > 0) errors.push(invalid(`${at}.port`, port, `port is not valid: ${wrong.join(', ')}`));
  if (path === '' || path === '/') return errors;
  const bad = (why: string): FieldError => invalid(`${at}.path`, path, why);
  if (path === '//') return [...errors, bad('segment[0] may not be empty')];
  if (!path.startsWith('/')) errors.push(bad("must start with a '/'"));
  const steps: string[] = path.slice(1).replace(/\/$/, '').split('/');
  for (const [i, step] of steps.entries()) {
    if (step === '') errors.push(bad(`segment[${i}] may not be empty`));
    else errors.push(...dns1123Subdomain(step).map((text) => bad(`segment[${i}]: ${text}`)));
  }
  return errors;
}

/** ValidateWebhookURL */
function urlErrors(url: string, at: string): FieldError[] {
  const form = '; desired format: https://host[/path]';
  const [, scheme = '', , user = '', host = '', , query = '', fragment = ''] = URL_PARTS.exec(url) ?? [];
  return [
    ...(scheme === 'https' ? [] : [invalid(at, scheme, `'https' is the only allowed URL scheme${form}`)]),
    ...(host === '' ? [invalid(at, host, `host must be specified${form}`)] : []),
    ...(user === '' ? [] : [invalid(at, user.slice(0, -1), 'user information is not permitted in the URL')]),
    ...(fragment === '' ? [] : [invalid(at, fragment, 'fragments are not permitted in the URL')]),
    ...(query === '' ? [] : [invalid(at, query, 'query parameters are not permitted in the URL')]),
  ];
}

const URL_PARTS = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(\/\/([^/?#]*@)?([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/;

/** validateAdmissionReviewVersions */
function versionErrors(versions: string[], at: string): FieldError[] {
  if (versions.length === 0) return [required(at, 'must specify one of v1, v1beta1')];
  const errors = versions.flatMap((version, i) =>
    versions.indexOf(version) < i
      ? [invalid(`${at}[${i}]`, version, 'duplicate version')]
      : allInvalid(`${at}[${i}]`, version, dns1035Label(version)),
  );
  return versions.some((version) => version === 'v1' || version === 'v1beta1')
    ? errors
    : [...errors, invalid(at, versions, 'must include at least one of v1, v1beta1')];
}

const OPERATIONS = ['*', 'CONNECT', 'CREATE', 'DELETE', 'UPDATE'];
const SCOPES = ['*', 'Cluster', 'Namespaced'];

/** validateRuleWithOperations: a star stands alone. */
function ruleErrors(rule: Fields, at: string): FieldError[] {
  const { operations = [], apiGroups = [], apiVersions = [], resources = [], scope } = rule;
  const alone = (field: string, list: string[], others: string): FieldError[] => {
    if (list.length === 0) return [required(`${at}.${field}`)];
    return list.length > 1 && list.includes('*')
      ? [invalid(`${at}.${field}`, list, `if '*' is present, must not specify other ${others}`)]
      : [];
  };
  const errors = alone('operations', operations, 'operations');
  for (const [i, operation] of (operations as string[]).entries())
    if (!OPERATIONS.includes(operation)) errors.push(notSupported(`${at}.operations[${i}]`, operation, OPERATIONS));
  errors.push(...alone('apiGroups', apiGroups, 'API groups'), ...alone('apiVersions', apiVersions, 'API versions'));
  for (const [i, version] of (apiVersions as string[]).entries())
    if (version === '') errors.push(required(`${at}.apiVersions[${i}]`));
  errors.push(...resourcesErrors(resources, `${at}.resources`));
  return SCOPES.includes(scope) ? errors : [...errors, notSupported(`${at}.scope`, scope, SCOPES)];
}

/** validateResources: what a star covers is not named beside it. */
function resourcesErrors(resources: string[], at: string): FieldError[] {
  if (resources.length === 0) return [required(at)];
  const errors: FieldError[] = [];
  const [anySub, anyResource] = [new Set<string>(), new Set<string>()];
  let bare = false;
  for (const [i, resource] of resources.entries()) {
    const [name = '', ...rest] = resource.split('/');
    const sub = rest.join('/');
    if (resource === '') errors.push(required(`${at}[${i}]`));
    else if (rest.length === 0) bare = resource !== '*';
    else {
      const covered = (by: string): FieldError =>
        invalid(`${at}[${i}]`, resource, `if '${by}' is present, must not specify ${resource}`);
      if (anySub.has(name)) errors.push(covered(`${name}/*`));
      if (anyResource.has(sub)) errors.push(covered(`*/${sub}`));
      if (sub === '*') anySub.add(name);
      if (name === '*') anyResource.add(sub);
    }
  }
  if (resources.length > 1 && resources.includes('*/*'))
    errors.push(invalid(at, resources, "if '*/*' is present, must not specify other resources"));
  if (resources.includes('*') && bare)
    errors.push(invalid(at, resources, "if '*' is present, must not specify other resources without subresources"));
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
const WITHOUT_REQUESTS = 'serviceAccountTokenInSecrets is set but no tokenRequests are specified';
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
  /** It has no generation until it changes (registry/storage/csidriver). */
  prepareForUpdate({ metadata, spec }, old) {
    if (!sameJson(spec, old['spec'])) metadata.generation = (old['metadata'].generation ?? 0) + 1;
  },
  validateUpdate: ({ spec }, { spec: old }) => [
    ...immutable('spec.attachedRequired', spec.attachRequired, old.attachRequired),
    ...immutable('spec.volumeLifecycleModes', spec.volumeLifecycleModes, old.volumeLifecycleModes),
  ],
  validate: ({ spec: { fsGroupPolicy, volumeLifecycleModes, tokenRequests, serviceAccountTokenInSecrets } }) => [
    ...(GROUP_POLICIES.includes(fsGroupPolicy)
      ? []
      : [notSupported('spec.fsGroupPolicy', fsGroupPolicy, GROUP_POLICIES)]),
    ...tokenErrors(tokenRequests ?? []),
    ...(volumeLifecycleModes as string[])
      .filter((mode) => !LIFECYCLE_MODES.includes(mode))
      .map((mode) => notSupported('spec.volumeLifecycleModes', mode, LIFECYCLE_MODES)),
    ...(serviceAccountTokenInSecrets === undefined || tokenRequests?.length
      ? []
      : [invalid('spec.serviceAccountTokenInSecrets', serviceAccountTokenInSecrets, WITHOUT_REQUESTS)]),
  ],
};

/** validateTokenRequests */
function tokenErrors(requests: Fields[]): FieldError[] {
  const audiences = requests.map(({ audience = '' }) => audience as string);
  return requests.flatMap(({ expirationSeconds: seconds }, i) => {
    const at = `spec.tokenRequests[${i}]`;
    const audience = audiences[i] as string;
    if (audiences.indexOf(audience) < i) return [duplicate(`${at}.audience`, audience)];
    const wrong = (how: string): FieldError[] => [
      invalid(`${at}.expirationSeconds`, seconds, `may not specify a duration ${how}`),
    ];
    return seconds < 600 ? wrong('less than 10 minutes') : seconds > 2 ** 32 ? wrong('larger than 2^32 seconds') : [];
  });
}

/** pkg/apis/node/validation, ValidateRuntimeClass */
export const runtimeClassStrategy: Strategy = {
  defaults: ({ overhead }) => roundUp(overhead?.podFixed),
  validate: ({ handler, overhead, scheduling }) => [
    ...(handler ? allInvalid('handler', handler, dns1123Label(handler)) : [required('handler')]),
    ...(overhead ? resourceErrors({ limits: overhead.podFixed }, 'overhead', containerResourceNameErrors) : []),
    ...(scheduling ? validateLabels(scheduling.nodeSelector, 'scheduling.nodeSelector') : []),
    ...(scheduling ? tolerationErrors(scheduling.tolerations, 'scheduling.tolerations') : []),
  ],
  updateRulesFirst: true,
  validateUpdate: ({ handler }, old) => immutable('handler', handler, old['handler']),
};

export const podTemplateStrategy: Strategy = {
  defaults: ({ template }) => defaultPodSpec(template.spec),
  validate: ({ template }) => podSpecErrors(template.spec, 'template.spec', false),
};
