import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { duplicate, immutable, invalid, notSupported, required } from './fieldErrors.ts';
import { validateLabels } from './metadata.ts';
import { defaultPodSpec } from './podDefaults.ts';
import { podSpecErrors, tolerationErrors } from './podSpecValidation.ts';
import { roundUp } from './quantity.ts';
import { containerResourceNameErrors } from './resourceNames.ts';
import { resourceErrors } from './resourceRequirements.ts';
import type { Strategy } from './Strategy.ts';
import { allInvalid, dns1123Label, dns1123Subdomain, pathSegment, portNumber } from './validators.ts';
import { sameJson } from '../plain.ts';

// Kinds that come with other things in strangers' manifests, so that these pass: nothing here has an API of somebody
// else's, or runs another container runtime.

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
  createOnUpdate: true,
  defaults: ({ overhead }) => roundUp(overhead?.podFixed),
  validate: ({ handler, overhead, scheduling }) => [
    ...(handler ? allInvalid('handler', handler, dns1123Label(handler)) : [required('handler')]),
    ...(overhead ? resourceErrors({ limits: overhead.podFixed }, 'overhead', containerResourceNameErrors) : []),
    ...(scheduling ? validateLabels(scheduling.nodeSelector, 'scheduling.nodeSelector') : []),
    ...(scheduling ? tolerationErrors(scheduling.tolerations, 'scheduling.tolerations') : []),
  ],
  validateUpdate: ({ handler }, old) => immutable('handler', handler, old['handler']),
};

export const podTemplateStrategy: Strategy = {
  defaults: ({ template }) => defaultPodSpec(template.spec),
  validate: ({ template }) => podSpecErrors(template.spec, 'template.spec', false),
};
