import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { goJson, invalid, notSupported, required } from './fieldErrors.ts';
import { internalPodTemplate } from './internalForm.ts';
import { keepStatus } from './keepStatus.ts';
import { defaultPodSpec } from './podDefaults.ts';
import { type KindInfo, kindInfo } from './kinds.ts';
import { sameJson } from '../plain.ts';
import { podSpecErrors } from './podSpecValidation.ts';
import { nonNegative } from './probeValidation.ts';
import { invalidStatus } from './status.ts';
import type { Strategy } from './Strategy.ts';

// pkg/apis/batch: kinds that the engine admits, so that manifests which hold them pass, and does not run.

function defaultJobSpec(spec: Fields): void {
  defaultPodSpec(spec['template'].spec);
  if (spec['completions'] === undefined && spec['parallelism'] === undefined) spec['completions'] = 1;
  spec['parallelism'] ??= 1;
  spec['backoffLimit'] ??= spec['backoffLimitPerIndex'] === undefined ? 6 : 2147483647;
  spec['completionMode'] ??= 'NonIndexed';
  spec['suspend'] ??= false;
  spec['manualSelector'] ??= false;
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
  }
  if (mode !== undefined && mode !== 'NonIndexed') return errors;
  for (const [field, value] of [
    ['backoffLimitPerIndex', backoffLimitPerIndex],
    ['maxFailedIndexes', maxFailedIndexes],
  ] as const)
    if (value !== undefined) errors.push(invalid(`${at}.${field}`, value, 'requires indexed completion mode'));
  return errors;
}

const ACTIONS = ['Count', 'FailIndex', 'FailJob', 'Ignore'];

function failureErrors(spec: Fields, at: string): FieldError[] {
  const pod = spec['template'].spec;
  const names = [...(pod.containers ?? []), ...(pod.initContainers ?? [])].map((c: Fields) => c['name']);
  return ((spec['podFailurePolicy'].rules ?? []) as Fields[]).flatMap(({ action, onExitCodes, onPodConditions }, i) => {
    const path = `${at}[${i}]`;
    const errors: FieldError[] = [];
    if (!action) errors.push(required(`${path}.action`, `valid values: [${ACTIONS.map((a) => `"${a}"`).join(' ')}]`));
    else if (!ACTIONS.includes(action)) errors.push(notSupported(`${path}.action`, action, ACTIONS));
    else if (action === 'FailIndex' && spec['backoffLimitPerIndex'] === undefined)
      errors.push(invalid(`${path}.action`, action, 'requires the backoffLimitPerIndex to be set'));
    for (const [j, { status = '' }] of ((onPodConditions ?? []) as Fields[]).entries())
      if (!['True', 'False', 'Unknown'].includes(status))
        errors.push(notSupported(`${path}.onPodConditions[${j}].status`, status, ['False', 'True', 'Unknown']));
    if (!onExitCodes) return errors;
    const { operator, containerName, values } = onExitCodes;
    const field = `${path}.onExitCodes`;
    if (!operator) errors.push(required(`${field}.operator`, 'valid values: ["In" "NotIn"]'));
    else if (operator !== 'In' && operator !== 'NotIn')
      errors.push(notSupported(`${field}.operator`, operator, ['In', 'NotIn']));
    if (containerName !== undefined && !names.includes(containerName)) {
      const text = 'must be one of the container or initContainer names in the pod template';
      errors.push(invalid(`${field}.containerName`, containerName, text));
    }
    if (!values?.length) errors.push(invalid(`${field}.values`, null, 'at least one value is required'));
    for (const [j, value] of ((values ?? []) as number[]).entries())
      if (operator === 'In' && value === 0)
        errors.push(invalid(`${field}.values[${j}]`, value, 'must not be 0 for the In operator'));
    return errors;
  });
}

function jobSpecErrors(spec: Fields, at: string): FieldError[] {
  const errors: FieldError[] = [];
  for (const field of COUNTS) errors.push(...nonNegative(`${at}.${field}`, spec[field]));
  if (spec['maxFailedIndexes'] !== undefined && spec['backoffLimitPerIndex'] === undefined)
    errors.push(required(`${at}.backoffLimitPerIndex`, 'when maxFailedIndexes is specified'));
  errors.push(...modeErrors(spec, at));
  if (spec['podFailurePolicy']) errors.push(...failureErrors(spec, `${at}.podFailurePolicy.rules`));
  errors.push(...podSpecErrors(spec['template'].spec, `${at}.template.spec`, false));
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

const immutable = (field: string, value: unknown, old: unknown): FieldError[] =>
  sameJson(value ?? null, old ?? null) ? [] : [invalid(field, value ?? null, 'field is immutable')];

/** ValidateJobSpecUpdate: the Pods that there may be already are those of the first template. */
function updateErrors(spec: Fields, old: Fields): FieldError[] {
  const { completions, completionMode, parallelism } = spec;
  const errors: FieldError[] = [];
  if (completionMode !== 'Indexed') errors.push(...immutable('spec.completions', completions, old['completions']));
  else if (completions !== undefined && completions !== old['completions'] && completions !== parallelism)
    errors.push(invalid('spec.completions', completions, 'can only be modified in tandem with spec.parallelism'));
  errors.push(...immutable('spec.selector', spec['selector'], old['selector']));
  errors.push(...templateErrors(spec, old));
  for (const field of ['completionMode', 'podFailurePolicy', 'backoffLimitPerIndex', 'managedBy', 'successPolicy'])
    errors.push(...immutable(`spec.${field}`, spec[field], old[field]));
  return errors;
}

/** Of a Job that is suspended, where its Pods go, their labels and their resources may change. */
function templateErrors({ template }: Fields, old: Fields): FieldError[] {
  const fixed = ({ metadata, spec }: Fields): unknown =>
    internalPodTemplate(old['suspend'] ? { spec: withoutDirectives(spec) } : { metadata, spec });
  const same = goJson(fixed(template)) === goJson(fixed(old['template']));
  return same ? [] : [invalid('spec.template', internalPodTemplate(template), 'field is immutable')];
}

const withoutDirectives = (spec: Fields): Fields => ({
  ...spec,
  affinity: undefined,
  nodeSelector: undefined,
  tolerations: undefined,
  schedulingGates: undefined,
  containers: (spec['containers'] ?? []).map((container: Fields) => ({ ...container, resources: undefined })),
});

export const jobStrategy: Strategy = {
  defaults(object) {
    const { spec, metadata } = object;
    defaultJobSpec(spec);
    const { labels } = spec.template.metadata;
    // the same map, to which the labels of the selector are then added (pkg/apis/batch/v1: SetDefaults_Job)
    if (Object.keys(metadata.labels ?? {}).length === 0 && labels) metadata.labels = labels;
  },
  prepareForCreate(object) {
    object['status'] = {};
  },
  /** The selector, which nobody has to write. */
  allocate(_cluster, object, old) {
    const { metadata, spec } = object;
    if (old || spec.manualSelector) return undefined;
    const { uid, name } = metadata;
    if (spec.selector) {
      const matchLabels = { ...spec.selector.matchLabels, 'batch.kubernetes.io/controller-uid': uid };
      const error = invalid('spec.selector', { ...spec.selector, matchLabels }, '`selector` not auto-generated');
      return invalidStatus(kindInfo('Job') as KindInfo, name, [error]);
    }
    const labels = {
      'batch.kubernetes.io/controller-uid': uid,
      'batch.kubernetes.io/job-name': name,
      'controller-uid': uid,
      'job-name': name,
    };
    const { template } = spec;
    const written = template.metadata.labels;
    const all = { ...written, ...labels };
    object['spec'] = {
      ...spec,
      selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': uid } },
      template: { ...template, metadata: { ...template.metadata, labels: all } },
    };
    if (!metadata.labels || metadata.labels === written) metadata.labels = all;
    return undefined;
  },
  prepareForUpdate: keepStatus,
  validate: ({ spec }) => jobSpecErrors(spec, 'spec'),
  validateUpdate: ({ spec }, old) => updateErrors(spec, old['spec']),
};

const ZONE_PART = /^(?!-)[A-Za-z._0-9+-]{1,14}$/;

/** batch/validation, validateTimeZone; which zones there are is not known here. */
function timeZoneErrors(zone: string | undefined): FieldError[] {
  if (zone === undefined) return [];
  const at = 'spec.timeZone';
  if (zone === '') return [invalid(at, zone, 'timeZone must be nil or non-empty string')];
  if (zone.split('/').some((part) => part === '.' || part === '..' || !ZONE_PART.test(part)))
    return [invalid(at, zone, `unknown time zone ${zone}`)];
  const text = 'timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones';
  return zone.toLowerCase() === 'local' ? [invalid(at, zone, text)] : [];
}

export const cronJobStrategy: Strategy = {
  defaults({ spec }) {
    // The template of the Jobs stays as it was written, but for the Pods in it.
    defaultPodSpec(spec.jobTemplate.spec.template.spec);
    spec.concurrencyPolicy ||= 'Allow';
    spec.suspend ??= false;
    spec.successfulJobsHistoryLimit ??= 3;
    spec.failedJobsHistoryLimit ??= 1;
  },
  prepareForCreate(object) {
    object['status'] = {};
  },
  prepareForUpdate: keepStatus,
  validate({ metadata, spec }, old) {
    const policies = ['Allow', 'Forbid', 'Replace'];
    const errors: FieldError[] = spec.schedule ? [] : [required('spec.schedule')];
    const parts = String(spec.schedule ?? '')
      .split(/\s+/)
      .filter(Boolean);
    // robfig/cron: a time zone before the fields; validateScheduleFormat does not want it
    const zoned = /^(CRON_)?TZ=/.test(parts[0] ?? '');
    const fields = zoned ? parts.slice(1) : parts;
    if (fields.length > 0 && fields.length !== 5 && !fields[0]?.startsWith('@')) {
      const text = `expected exactly 5 fields, found ${fields.length}: [${fields.join(' ')}]`;
      errors.push(invalid('spec.schedule', spec.schedule, text));
    }
    if (String(spec.schedule).includes('TZ'))
      errors.push(
        invalid('spec.schedule', spec.schedule, 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead'),
      );
    errors.push(...nonNegative('spec.startingDeadlineSeconds', spec.startingDeadlineSeconds));
    errors.push(...timeZoneErrors(spec.timeZone));
    if (!policies.includes(spec.concurrencyPolicy)) {
      errors.push(notSupported('spec.concurrencyPolicy', spec.concurrencyPolicy, policies));
    }
    errors.push(...jobSpecErrors(spec.jobTemplate.spec, 'spec.jobTemplate.spec'));
    for (const field of ['successfulJobsHistoryLimit', 'failedJobsHistoryLimit'])
      errors.push(...nonNegative(`spec.${field}`, spec[field]));
    // The names of its Jobs are 11 letters longer.
    if (!old && metadata.name?.length > 52)
      errors.push(invalid('metadata.name', metadata.name, 'must be no more than 52 characters'));
    return errors;
  },
};
