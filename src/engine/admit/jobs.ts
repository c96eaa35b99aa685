import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { goJson, immutable, invalid, notSupported, required, tooLong } from './fieldErrors.ts';
import { internalForm, internalPodSpec, internalPodTemplate } from './internalForm.ts';
import { keepStatus } from './keepStatus.ts';
import { defaultPodSpec } from './podDefaults.ts';
import { isUsableSelector, selectorErrors, selects, shownSelector, sorted } from './labelSelector.ts';
import { podFailurePolicyErrors } from './podFailurePolicy.ts';
import { nonNegative } from './probeValidation.ts';
import type { Strategy } from './Strategy.ts';
import { successPolicyErrors } from './successPolicy.ts';
import { dns1123Label, domainPrefixedPath } from './validators.ts';
import { mismatch, templateErrors } from './workloadValidation.ts';

// pkg/apis/batch: kinds that the engine admits, so that manifests which hold them pass, and does not run.

/** SetDefaults_PodFailurePolicyOnPodConditionsPattern, which CronJobs have, too. */
export function defaultPodFailurePolicy(spec: Fields): void {
  for (const { onPodConditions } of (spec['podFailurePolicy']?.rules ?? []) as Fields[])
    for (const condition of onPodConditions ?? []) condition.status ||= 'True';
}

function defaultJobSpec(spec: Fields): void {
  defaultPodSpec(spec['template'].spec);
  if (spec['completions'] === undefined && spec['parallelism'] === undefined) spec['completions'] = 1;
  spec['parallelism'] ??= 1;
  spec['backoffLimit'] ??= spec['backoffLimitPerIndex'] === undefined ? 6 : 2147483647;
  spec['completionMode'] ??= 'NonIndexed';
  spec['suspend'] ??= false;
  spec['manualSelector'] ??= false;
  defaultPodFailurePolicy(spec);
  spec['podReplacementPolicy'] ??= spec['podFailurePolicy'] ? 'Failed' : 'TerminatingOrFailed';
}

const COUNTS = [
  'parallelism',
  'completions',
  'activeDeadlineSeconds',
  'backoffLimit',
  'ttlSecondsAfterFinished',
  'backoffLimitPerIndex',
  'maxFailedIndexes',
];

const MANY_COMPLETIONS = 100_000;

/** What else holds of an Indexed Job with more completions than that and a limit of failures for each. */
function manyCompletionsErrors({ maxFailedIndexes, parallelism }: Fields, at: string): FieldError[] {
  const when = `when completions are above ${MANY_COMPLETIONS} and used with backoff limit per index`;
  const text = `must be less than or equal to 10000 ${when}`;
  return [
    ...(maxFailedIndexes === undefined
      ? [required(`${at}.maxFailedIndexes`, `must be specified when completions is above ${MANY_COMPLETIONS}`)]
      : []),
    ...(parallelism > 10_000 ? [invalid(`${at}.parallelism`, parallelism, text)] : []),
    ...(maxFailedIndexes > 10_000 ? [invalid(`${at}.maxFailedIndexes`, maxFailedIndexes, text)] : []),
  ];
}

function modeErrors(spec: Fields, at: string): FieldError[] {
  const { completionMode: mode, completions, maxFailedIndexes, backoffLimitPerIndex, parallelism } = spec;
  const modes = ['NonIndexed', 'Indexed'];
  const errors: FieldError[] =
    mode === undefined || modes.includes(mode) ? [] : [notSupported(`${at}.completionMode`, mode, modes)];
  if (mode === 'Indexed') {
    if (completions === undefined) errors.push(required(`${at}.completions`, 'when completion mode is Indexed'));
    if (parallelism > 100_000) {
      const text = 'must be less than or equal to 100000 when completion mode is Indexed';
      errors.push(invalid(`${at}.parallelism`, parallelism, text));
    }
    if (maxFailedIndexes > completions)
      errors.push(invalid(`${at}.maxFailedIndexes`, maxFailedIndexes, 'must be less than or equal to completions'));
    if (maxFailedIndexes > 100_000)
      errors.push(invalid(`${at}.maxFailedIndexes`, maxFailedIndexes, 'must be less than or equal to 100000'));
    if (completions > MANY_COMPLETIONS && backoffLimitPerIndex !== undefined)
      errors.push(...manyCompletionsErrors(spec, at));
  }
  if (mode !== undefined && mode !== 'NonIndexed') return errors;
  for (const [field, value] of [
    ['backoffLimitPerIndex', backoffLimitPerIndex],
    ['maxFailedIndexes', maxFailedIndexes],
  ] as const)
    if (value !== undefined) errors.push(invalid(`${at}.${field}`, value, 'requires indexed completion mode'));
  return errors;
}

function replacementErrors({ podReplacementPolicy: policy, podFailurePolicy }: Fields, at: string): FieldError[] {
  const policies = podFailurePolicy ? ['Failed'] : ['Failed', 'TerminatingOrFailed'];
  return policy === undefined || policies.includes(policy) ? [] : [notSupported(at, policy, policies)];
}

const managerErrors = (at: string, manager: string): FieldError[] => [
  ...domainPrefixedPath(at, manager),
  ...(manager.length > 63 ? [tooLong(at, 63)] : []),
];

export function jobSpecErrors(spec: Fields, at: string): FieldError[] {
  const errors: FieldError[] = [];
  for (const field of COUNTS) errors.push(...nonNegative(`${at}.${field}`, spec[field]));
  if (spec['maxFailedIndexes'] !== undefined && spec['backoffLimitPerIndex'] === undefined)
    errors.push(required(`${at}.backoffLimitPerIndex`, 'when maxFailedIndexes is specified'));
  if (spec['managedBy'] !== undefined) errors.push(...managerErrors(`${at}.managedBy`, spec['managedBy']));
  errors.push(...modeErrors(spec, at));
  if (spec['podFailurePolicy']) errors.push(...podFailurePolicyErrors(spec, `${at}.podFailurePolicy.rules`));
  if (spec['successPolicy'])
    errors.push(
      ...(spec['completionMode'] === 'Indexed'
        ? successPolicyErrors(spec, `${at}.successPolicy.rules`)
        : [
            invalid(
              `${at}.successPolicy`,
              internalForm(spec['successPolicy'], 'SuccessPolicy', true),
              'requires indexed completion mode',
            ),
          ]),
    );
  errors.push(...replacementErrors(spec, `${at}.podReplacementPolicy`));
  errors.push(...templateErrors(spec['template'], `${at}.template`));
  const { restartPolicy } = spec['template'].spec;
  const path = `${at}.template.spec.restartPolicy`;
  const policies = ['OnFailure', 'Never'];
  if (restartPolicy === 'Always') {
    errors.push(required(path, 'valid values: "OnFailure", "Never"'));
  } else if (!policies.includes(restartPolicy)) errors.push(notSupported(path, restartPolicy, policies));
  else if (spec['podFailurePolicy'] && restartPolicy !== 'Never')
    errors.push(invalid(path, restartPolicy, 'only "Never" is supported when podFailurePolicy is specified'));
  return errors;
}

/** What never changes, and how it is shown. */
const FIXED = [
  ['completionMode', '?'],
  ['podFailurePolicy', '*PodFailurePolicy'],
  ['backoffLimitPerIndex', '?'],
  ['managedBy', '?'],
  ['successPolicy', '*SuccessPolicy'],
] as const;

/** ValidateJobSpecUpdate: the Pods that there may be already are those of the first template. */
function updateErrors(spec: Fields, old: Fields): FieldError[] {
  const { completions, completionMode, parallelism } = spec;
  const errors: FieldError[] = [];
  if (completionMode !== 'Indexed') errors.push(...immutable('spec.completions', completions, old['completions']));
  else if (completions !== undefined && completions !== old['completions'] && completions !== parallelism)
    errors.push(invalid('spec.completions', completions, 'can only be modified in tandem with spec.parallelism'));
  errors.push(...immutable('spec.selector', shownSelector(spec['selector']), shownSelector(old['selector'])));
  errors.push(...templateChanges(spec, old));
  for (const [field, type] of FIXED) {
    const [now, before] = [spec, old].map((one) => internalForm(one[field], type));
    if (immutable('', now, before).length > 0)
      errors.push(...immutable(`spec.${field}`, internalForm(spec[field], type, true), before));
  }
  return errors;
}

/**
 * validatePodTemplateUpdate: of a Job that is suspended, where its Pods go, their labels and their resources may change,
 * and it is the rest of the Pod's spec that may not.
 */
function templateChanges({ template }: Fields, old: Fields): FieldError[] {
  const suspended: boolean = old['suspend'];
  const fixed = ({ metadata, spec }: Fields): string =>
    goJson(internalPodTemplate(suspended ? { spec: withoutDirectives(spec) } : { metadata, spec }));
  if (fixed(template) === fixed(old['template'])) return [];
  return suspended
    ? [invalid('spec.template.spec', internalPodSpec(template.spec, true), 'field is immutable')]
    : [invalid('spec.template', internalPodTemplate(template, true), 'field is immutable')];
}

const withoutDirectives = (spec: Fields): Fields => ({
  ...spec,
  affinity: undefined,
  nodeSelector: undefined,
  tolerations: undefined,
  schedulingGates: undefined,
  containers: (spec['containers'] ?? []).map((container: Fields) => ({ ...container, resources: undefined })),
});

/** In the order in which they are checked. */
const generatedLabels = ({ uid, name = '' }: Fields): Record<string, string> => ({
  'controller-uid': uid,
  'job-name': name,
  'batch.kubernetes.io/controller-uid': uid,
  'batch.kubernetes.io/job-name': name,
});

/** pkg/registry/batch/job: the selector and the labels, which nobody has to write; those that somebody wrote stay. */
function generateSelector(object: Fields): void {
  const { metadata, spec } = object;
  const { template } = spec;
  const { labels: written } = template.metadata;
  const labels = { ...generatedLabels(metadata), ...written };
  const matchLabels = { 'batch.kubernetes.io/controller-uid': metadata.uid, ...spec.selector?.matchLabels };
  spec.selector = { ...spec.selector, matchLabels };
  spec.template = { ...template, metadata: { ...template.metadata, labels } };
  if (metadata.labels && metadata.labels === written) metadata.labels = labels;
}

/** pkg/apis/batch/v1, SetDefaults_Job: the same map, to which the labels of the selector are then added. */
function defaultLabels({ metadata, spec }: Fields): void {
  const { labels } = spec.template.metadata;
  if (Object.keys(metadata.labels ?? {}).length === 0 && labels) metadata.labels = labels;
}

/** validateGeneratedSelector: what somebody wrote must be what would have been generated. */
function generatedErrors({ metadata, spec }: Fields): FieldError[] {
  if (spec.manualSelector || !spec.selector) return [];
  const { labels = {} } = spec.template.metadata;
  const expected = generatedLabels(metadata);
  const errors = Object.entries(expected).flatMap(([key, value]) => {
    const at = `spec.template.metadata.labels[${key}]`;
    return labels[key] === value ? [] : [invalid(at, sorted(labels), `must be '${value}'`)];
  });
  if (isUsableSelector(spec.selector) && !selects(spec.selector, expected))
    errors.push(invalid('spec.selector', shownSelector(spec.selector), '`selector` not auto-generated'));
  return errors;
}

function selectorOfJobErrors({ selector, template }: Fields): FieldError[] {
  const errors = selector ? selectorErrors(selector, 'spec.selector') : [required('spec.selector')];
  const { labels } = template.metadata;
  return isUsableSelector(selector) && !selects(selector, labels) ? [...errors, mismatch(template)] : errors;
}

/** The index goes into the Pods' hostnames. */
function hostnameErrors({ metadata: { name = '' }, spec }: Fields): FieldError[] {
  if (spec.completionMode !== 'Indexed' || !(spec.completions > 0)) return [];
  const hostname = `${name}-${spec.completions - 1}`;
  const text = `will not able to create pod with invalid DNS label: ${hostname}`;
  return dns1123Label(hostname).length > 0 ? [invalid('metadata.name', name, text)] : [];
}

export const jobStrategy: Strategy = {
  defaults(object) {
    defaultJobSpec(object['spec']);
    defaultLabels(object);
  },
  prepareForCreate(object) {
    object['status'] = {};
  },
  allocate(_cluster, object, old) {
    if (!old && !object['spec'].manualSelector) generateSelector(object);
    return undefined;
  },
  allocationCopy: (spec) => ({ ...spec }),
  prepareForUpdate: keepStatus,
  // a template without labels has some by the time that the Job is read back
  decorate: defaultLabels,
  validate: (object, old) => [
    ...generatedErrors(object),
    ...jobSpecErrors(object['spec'], 'spec'),
    ...selectorOfJobErrors(object['spec']),
    ...(old ? [] : hostnameErrors(object)),
  ],
  validateUpdate: ({ spec }, old) => updateErrors(spec, old['spec']),
};
