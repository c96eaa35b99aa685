import type { FieldError } from './ApiResponse.ts';
import { scheduleProblem } from './cronSchedule.ts';
import type { Fields } from './Fields.ts';
import { invalid, notSupported, required } from './fieldErrors.ts';
import { defaultPodFailurePolicy, jobSpecErrors } from './jobs.ts';
import { keepStatus } from './keepStatus.ts';
import { shownSelector } from './labelSelector.ts';
import { defaultPodSpec } from './podDefaults.ts';
import { nonNegative } from './probeValidation.ts';
import type { Strategy } from './Strategy.ts';
import { isTimeZone } from './timeZones.ts';

// pkg/apis/batch: CronJobs, which make no Jobs here.

/** batch/validation, validateTimeZone. */
function timeZoneErrors(zone: string | undefined): FieldError[] {
  if (zone === undefined) return [];
  const at = 'spec.timeZone';
  if (zone === '') return [invalid(at, zone, 'timeZone must be nil or non-empty string')];
  const text = 'timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones';
  const errors = zone.toLowerCase() === 'local' ? [invalid(at, zone, text)] : [];
  return isTimeZone(zone) || zone === 'Local' ? errors : [...errors, invalid(at, zone, `unknown time zone ${zone}`)];
}

/** ValidateJobTemplateSpec: the selector of each Job is generated. */
function jobTemplateErrors(spec: Fields, at: string): FieldError[] {
  const errors = jobSpecErrors(spec, at);
  const { selector, manualSelector } = spec;
  if (selector) errors.push(invalid(`${at}.selector`, shownSelector(selector), '`selector` will be auto-generated'));
  if (manualSelector) errors.push(notSupported(`${at}.manualSelector`, manualSelector, ['nil', 'false']));
  return errors;
}

export const cronJobStrategy: Strategy = {
  defaults({ spec }) {
    // The template of the Jobs stays as it was written, but for the Pods in it and what is said of their failures.
    defaultPodSpec(spec.jobTemplate.spec.template.spec);
    defaultPodFailurePolicy(spec.jobTemplate.spec);
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
    const problem = spec.schedule ? scheduleProblem(spec.schedule) : undefined;
    if (problem !== undefined) errors.push(invalid('spec.schedule', spec.schedule, problem));
    if (String(spec.schedule).includes('TZ'))
      errors.push(
        invalid('spec.schedule', spec.schedule, 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead'),
      );
    errors.push(...nonNegative('spec.startingDeadlineSeconds', spec.startingDeadlineSeconds));
    errors.push(...timeZoneErrors(spec.timeZone));
    if (!policies.includes(spec.concurrencyPolicy)) {
      errors.push(notSupported('spec.concurrencyPolicy', spec.concurrencyPolicy, policies));
    }
    errors.push(...jobTemplateErrors(spec.jobTemplate.spec, 'spec.jobTemplate.spec'));
    for (const field of ['successfulJobsHistoryLimit', 'failedJobsHistoryLimit'])
      errors.push(...nonNegative(`spec.${field}`, spec[field]));
    // The names of its Jobs are 11 letters longer.
    if (!old && metadata.name?.length > 52)
      errors.push(invalid('metadata.name', metadata.name, 'must be no more than 52 characters'));
    return errors;
  },
};
