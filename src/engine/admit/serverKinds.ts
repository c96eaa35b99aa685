import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { duplicate, forbidden, immutable, invalid, notSupported, required, tooLong } from './fieldErrors.ts';
import { internalForm } from './internalForm.ts';
import { defaultMatching } from './webhooks.ts';
import type { Strategy } from './Strategy.ts';
import { allInvalid, dns1123Label, dns1123Subdomain, pathSegment } from './validators.ts';

// Kinds of a server's own affairs, so that manifests of them pass: nothing comes of them here.

/** Only the server's own writers say what has become of it. */
const forgetStatus = (object: Fields): void => {
  object['status'] = {};
};

/** pkg/apis/apps/validation, ValidateControllerRevisionCreate */
const controllerRevisionStrategy: Strategy = {
  validate({ revision = 0, data }) {
    const errors = revision < 0 ? [invalid('revision', revision, 'must be greater than or equal to 0')] : [];
    if (data === undefined || data === null) return [...errors, required('data', 'data is mandatory')];
    const isObject = typeof data === 'object' && !Array.isArray(data);
    return isObject ? errors : [...errors, required('data', 'data must be a valid JSON object')];
  },
  validateUpdate: ({ data }, old) => immutable('data', data, old['data']),
};

const SUBJECTS = ['Group', 'ServiceAccount', 'User'];

/** pkg/apis/flowcontrol/validation, ValidateFlowSchema */
const flowSchemaStrategy: Strategy = {
  defaults({ spec }) {
    spec.matchingPrecedence ||= 1000;
  },
  prepareForCreate: forgetStatus,
  validate({ metadata, spec }) {
    const { matchingPrecedence: precedence, priorityLevelConfiguration: level, distinguisherMethod: method } = spec;
    const errors: FieldError[] = [];
    const at = 'spec.matchingPrecedence';
    if (precedence < 0) errors.push(invalid(at, precedence, 'must be a positive value'));
    if (precedence > 10_000) errors.push(invalid(at, precedence, 'must not be greater than 10000'));
    if (precedence === 1 && metadata.name !== 'exempt')
      errors.push(invalid(at, precedence, "only the schema named 'exempt' may have matchingPrecedence 1"));
    const methods = ['ByNamespace', 'ByUser'];
    if (method && !methods.includes(method.type))
      errors.push(
        notSupported('spec.distinguisherMethod.type', internalForm(method, 'FlowDistinguisherMethod'), methods),
      );
    if (!level?.name) errors.push(required('spec.priorityLevelConfiguration.name', 'must reference a priority level'));
    return [
      ...errors,
      ...((spec.rules ?? []) as Fields[]).flatMap((rule, i) => flowRuleErrors(rule, `spec.rules[${i}]`)),
    ];
  },
};

function flowRuleErrors({ subjects, resourceRules, nonResourceRules }: Fields, at: string): FieldError[] {
  const errors: FieldError[] =
    subjects?.length > 0 ? [] : [required(`${at}.subjects`, 'subjects must contain at least one value')];
  for (const [i, { kind }] of ((subjects ?? []) as Fields[]).entries())
    if (!SUBJECTS.includes(kind)) errors.push(notSupported(`${at}.subjects[${i}].kind`, kind, SUBJECTS));
  if (!resourceRules?.length && !nonResourceRules?.length)
    errors.push(required(at, 'at least one of resourceRules and nonResourceRules has to be non-empty'));
  return errors;
}

/** pkg/apis/flowcontrol/v1/defaults.go, and ValidatePriorityLevelConfiguration */
const priorityLevelStrategy: Strategy = {
  defaults({ spec: { limited, exempt } }) {
    if (limited) {
      limited.nominalConcurrencyShares ??= 30;
      limited.lendablePercent ??= 0;
      const { queuing } = limited.limitResponse;
      if (queuing) {
        queuing.queues ||= 64;
        queuing.handSize ||= 8;
        queuing.queueLengthLimit ||= 50;
      }
    }
    if (exempt) {
      exempt.nominalConcurrencyShares ??= 0;
      exempt.lendablePercent ??= 0;
    }
  },
  prepareForCreate: forgetStatus,
  validate({ spec: { type, limited } }) {
    const types = ['Exempt', 'Limited'];
    if (!types.includes(type)) return [notSupported('spec.type', type, types)];
    if (type === 'Limited' && !limited) return [required('spec.limited', 'must not be empty when type is Limited')];
    if (type !== 'Limited') return [];
    const at = 'spec.limited.limitResponse';
    const { type: response, queuing } = limited.limitResponse;
    const responses = ['Queue', 'Reject'];
    if (response === '') return [required(`${at}.type`)];
    if (!responses.includes(response)) return [notSupported(`${at}.type`, response, responses)];
    const text = 'if limited.limitResponse.type is';
    if (response === 'Queue') return queuing ? [] : [required(`${at}.queuing`, `must not be empty ${text} Limited`)];
    return queuing ? [forbidden(`${at}.queuing`, `must be nil ${text} not Limited`)] : [];
  },
};

const USAGES = (
  'any,cert sign,client auth,code signing,content commitment,crl sign,data encipherment,decipher only,digital signature,' +
  'email protection,encipher only,ipsec end system,ipsec tunnel,ipsec user,key agreement,key encipherment,microsoft sgc,' +
  'netscape sgc,ocsp signing,s/mime,server auth,signing,timestamping'
).split(',');

/** -----BEGIN CERTIFICATE REQUEST-----, in base64: what is in it is not looked at. */
const REQUEST = 'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0';

/** pkg/apis/core/validation, ValidateSignerName: of each half the first part that is wrong is told. */
function signerErrors(name: string, at: string): FieldError[] {
  if (name === '') return [required(at)];
  const [domain = '', path = '', ...rest] = name.split('/');
  if (rest.length > 0 || !name.includes('/'))
    return [invalid(at, name, "must be a fully qualified domain and path of the form 'example.com/signer-name'")];
  const firstWrong = (half: string, rule: (part: string) => string[]): FieldError[] => {
    const wrong = half.split('.').find((part) => rule(part).length > 0);
    if (wrong === undefined) return [];
    const told = rule(wrong).map((message) => `validating label ${JSON.stringify(wrong)}: ${message}`);
    return allInvalid(at, half, told);
  };
  const errors = domain.length > 253 ? [tooLong(at, 253)] : [];
  errors.push(...firstWrong(domain, dns1123Label));
  if (!domain.includes('.'))
    errors.push(invalid(at, domain, 'should be a domain with at least two segments separated by dots'));
  errors.push(...firstWrong(path, dns1123Subdomain));
  return name.length > 571 ? [...errors, tooLong(at, 571)] : errors;
}

/** pkg/apis/certificates/validation, and what the registry notes of who asks. */
const certificateSigningRequestStrategy: Strategy = {
  name: () => [],
  prepareForCreate(object) {
    const { spec } = object;
    object['status'] = {};
    object['spec'] = { ...spec, groups: ['system:masters', 'system:authenticated'], username: 'kubernetes-admin' };
  },
  validate({ spec: { request = null, usages = [], signerName, expirationSeconds } }) {
    const errors: FieldError[] = [];
    if (!String(request).startsWith(REQUEST))
      errors.push(invalid('spec.request', request, 'PEM block type must be CERTIFICATE REQUEST'));
    if (usages.length === 0) errors.push(required('spec.usages'));
    const seen = new Set<string>();
    for (const [i, usage] of (usages as string[]).entries()) {
      if (!USAGES.includes(usage)) errors.push(notSupported(`spec.usages[${i}]`, usage, USAGES));
      if (seen.has(usage)) errors.push(duplicate(`spec.usages[${i}]`, usage));
      seen.add(usage);
    }
    if (signerName === 'kubernetes.io/legacy-unknown')
      errors.push(invalid('spec.signerName', signerName, 'the legacy signerName is not allowed via this API version'));
    else errors.push(...signerErrors(signerName, 'spec.signerName'));
    if (expirationSeconds < 600) {
      const text = 'may not specify a duration less than 600 seconds (10 minutes)';
      errors.push(invalid('spec.expirationSeconds', expirationSeconds, text));
    }
    return errors;
  },
};

/** pkg/apis/storage/validation, ValidateVolumeAttachment */
const volumeAttachmentStrategy: Strategy = {
  prepareForCreate(object) {
    object['status'] = { attached: false };
  },
  validate({ spec: { attacher, nodeName, source } }) {
    const errors: FieldError[] = attacher === '' ? [required('spec.attacher')] : [];
    const given = ['inlineVolumeSpec', 'persistentVolumeName'].filter((field) => source[field] !== undefined);
    const text = 'must specify exactly one of inlineVolumeSpec and persistentVolumeName';
    if (given.length !== 1) errors.push((given.length === 0 ? required : forbidden)('spec.source', text));
    return [...errors, ...allInvalid('spec.nodeName', nodeName, dns1123Subdomain(nodeName))];
  },
};

/** pkg/apis/admissionregistration/validation; no expression is compiled here. */
const validatingAdmissionPolicyStrategy: Strategy = {
  defaults({ spec }) {
    spec.failurePolicy ??= 'Fail';
    if (spec.matchConstraints) defaultMatching(spec.matchConstraints);
  },
  prepareForCreate: forgetStatus,
  validate({ spec: { failurePolicy, matchConstraints, validations = [], auditAnnotations = [] } }) {
    const errors: FieldError[] = [];
    const policies = ['Fail', 'Ignore'];
    if (!policies.includes(failurePolicy)) errors.push(notSupported('spec.failurePolicy', failurePolicy, policies));
    if (!matchConstraints) errors.push(required('spec.matchConstraints'));
    else if (!matchConstraints.resourceRules?.length) errors.push(required('spec.matchConstraints.resourceRules'));
    const text = 'validations or auditAnnotations must contain at least one item';
    if (validations.length === 0 && auditAnnotations.length === 0)
      errors.push(required('spec.validations', text), required('spec.auditAnnotations', text));
    for (const [i, { expression }] of (validations as Fields[]).entries())
      if (expression.trim() === '')
        errors.push(required(`spec.validations[${i}].expression`, 'expression is not specified'));
    return errors;
  },
};

const ACTIONS = ['Audit', 'Deny', 'Warn'];

/** ValidateValidatingAdmissionPolicyBinding */
const validatingAdmissionPolicyBindingStrategy: Strategy = {
  defaults({ spec }) {
    if (spec.matchResources) defaultMatching(spec.matchResources);
  },
  validate({ spec: { policyName = '', validationActions = [] } }) {
    const at = 'spec.validationActions';
    const errors: FieldError[] =
      policyName === ''
        ? [required('spec.policyName')]
        : allInvalid('spec.policyName', policyName, pathSegment(policyName));
    if (validationActions.length === 0) errors.push(required(at, 'at least one validation action is required'));
    const seen = new Set<string>();
    for (const [i, action] of (validationActions as string[]).entries()) {
      if (!ACTIONS.includes(action)) errors.push(notSupported(`${at}[${i}]`, action, ACTIONS));
      if (seen.has(action)) errors.push(duplicate(`${at}[${i}]`, action));
      seen.add(action);
    }
    if (seen.has('Deny') && seen.has('Warn')) {
      const why = 'repeating the same validation failure information in the API response and headers serves no purpose';
      errors.push(invalid(at, validationActions, `must not contain both Deny and Warn (${why})`));
    }
    return errors;
  },
};

/** What belongs to a feature that is off (CoordinatedLeaderElection). */
const forgetElection = ({ spec }: Fields): void => {
  delete spec.strategy;
  delete spec.preferredHolder;
};

/** pkg/apis/coordination/validation, ValidateLeaseSpec */
const leaseStrategy: Strategy = {
  createOnUpdate: true,
  prepareForCreate: forgetElection,
  prepareForUpdate: forgetElection,
  validate({ spec: { leaseDurationSeconds, leaseTransitions } }) {
    const errors: FieldError[] = [];
    if (leaseDurationSeconds <= 0)
      errors.push(invalid('spec.leaseDurationSeconds', leaseDurationSeconds, 'must be greater than 0'));
    if (leaseTransitions < 0)
      errors.push(invalid('spec.leaseTransitions', leaseTransitions, 'must be greater than or equal to 0'));
    return errors;
  },
};

/** By kind. */
export const SERVER_KINDS: Readonly<Record<string, Strategy>> = {
  CertificateSigningRequest: certificateSigningRequestStrategy,
  ControllerRevision: controllerRevisionStrategy,
  FlowSchema: flowSchemaStrategy,
  Lease: leaseStrategy,
  PriorityLevelConfiguration: priorityLevelStrategy,
  ValidatingAdmissionPolicy: validatingAdmissionPolicyStrategy,
  ValidatingAdmissionPolicyBinding: validatingAdmissionPolicyBindingStrategy,
  VolumeAttachment: volumeAttachmentStrategy,
};
