import type { FieldError } from './ApiResponse.ts';
import { emptied } from './decode.ts';
import type { Fields } from './Fields.ts';
import { duplicate, invalid, notSupported, required, tooMany } from './fieldErrors.ts';
import { allInvalid, qualifiedName } from './validators.ts';

const ACTIONS = ['Count', 'FailIndex', 'FailJob', 'Ignore'];
const OPERATORS = ['In', 'NotIn'];
const STATUSES = ['False', 'True', 'Unknown'];

const MOST_RULES = 20;
const MOST_PATTERNS = 20;
const MOST_CODES = 255;

const validValues = (values: readonly string[]): string => `valid values: [${values.map((v) => `"${v}"`).join(' ')}]`;

/** pkg/apis/batch/validation, validatePodFailurePolicy. */
export function podFailurePolicyErrors(spec: Fields, at: string): FieldError[] {
  const pod = spec['template'].spec;
  const names = [...(pod.containers ?? []), ...(pod.initContainers ?? [])].map((c: Fields) => c['name']);
  const rules: Fields[] = spec['podFailurePolicy'].rules ?? [];
  const most = rules.length > MOST_RULES ? [tooMany(at, rules.length, MOST_RULES)] : [];
  const wrong = rules.flatMap(({ action, onExitCodes, onPodConditions }, i) => {
    const path = `${at}[${i}]`;
    const errors: FieldError[] = [];
    if (!action) errors.push(required(`${path}.action`, validValues(ACTIONS)));
    else if (!ACTIONS.includes(action)) errors.push(notSupported(`${path}.action`, action, ACTIONS));
    else if (action === 'FailIndex' && spec['backoffLimitPerIndex'] === undefined)
      errors.push(invalid(`${path}.action`, action, 'requires the backoffLimitPerIndex to be set'));
    if (onExitCodes) errors.push(...exitCodeErrors(onExitCodes, `${path}.onExitCodes`, names));
    const conditions: Fields[] = onPodConditions ?? [];
    if (conditions.length > MOST_PATTERNS)
      errors.push(tooMany(`${path}.onPodConditions`, conditions.length, MOST_PATTERNS));
    errors.push(...conditions.flatMap((pattern, j) => conditionErrors(pattern, `${path}.onPodConditions[${j}]`)));
    const text = 'OnExitCodes and OnPodConditions is';
    if (onExitCodes && conditions.length > 0) errors.push(bare(path, `specifying both ${text} not supported`));
    if (!onExitCodes && conditions.length === 0) errors.push(bare(path, `specifying one of ${text} required`));
    return errors;
  });
  return [...most, ...wrong];
}

/** A rule that is wrong as a whole: its value is not shown. */
const bare = (field: string, detail: string): FieldError => ({
  field,
  type: 'Invalid',
  message: `Invalid value: ${detail}`,
});

function conditionErrors({ type = '', status }: Fields, at: string): FieldError[] {
  const errors = allInvalid(`${at}.type`, type, qualifiedName(type));
  return STATUSES.includes(status) ? errors : [...errors, notSupported(`${at}.status`, status, STATUSES)];
}

function exitCodeErrors(exitCodes: Fields, at: string, names: string[]): FieldError[] {
  const { operator, containerName, values } = exitCodes;
  const errors: FieldError[] = [];
  if (!operator) errors.push(required(`${at}.operator`, validValues(OPERATORS)));
  else if (!OPERATORS.includes(operator)) errors.push(notSupported(`${at}.operator`, operator, OPERATORS));
  if (containerName !== undefined && !names.includes(containerName)) {
    const text = 'must be one of the container or initContainer names in the pod template';
    errors.push(invalid(`${at}.containerName`, containerName, text));
  }
  const codes: number[] = values ?? [];
  if (codes.length === 0)
    errors.push(invalid(`${at}.values`, emptied(exitCodes, 'values'), 'at least one value is required'));
  else if (codes.length > MOST_CODES) errors.push(tooMany(`${at}.values`, codes.length, MOST_CODES));
  for (const [j, code] of codes.entries()) {
    if (operator === 'In' && code === 0)
      errors.push(invalid(`${at}.values[${j}]`, code, 'must not be 0 for the In operator'));
    if (codes.indexOf(code) < j) errors.push(duplicate(`${at}.values[${j}]`, code));
  }
  if (codes.some((code, j) => code < (codes[j - 1] ?? code)))
    errors.push(invalid(`${at}.values`, codes, 'must be ordered'));
  return errors;
}
