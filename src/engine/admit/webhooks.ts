import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { duplicate, invalid, notSupported, required } from './fieldErrors.ts';
import { selectorErrors } from './labelSelector.ts';
import type { Strategy } from './Strategy.ts';
import { allInvalid, dns1035Label, dns1123Subdomain, portNumber, qualifiedName } from './validators.ts';

// pkg/apis/admissionregistration/validation: nothing here calls a webhook.

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
