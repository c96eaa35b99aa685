import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { duplicate, invalid, required } from './fieldErrors.ts';

const SYSCTL = /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/;
const SYSCTL_MESSAGE =
  'must have at most 253 characters and match regex ^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$';

/** component-helpers: node/util/sysctl/namespace.go */
const OF_NETWORK = /^net[./]/;
const OF_IPC = /^(kernel[./](sem$|shm|msg)|fs[./]mqueue[./])/;

/** pkg/apis/core/validation, validateSysctls: those of a namespace that the Pod shares with the host are not its own. */
export function sysctlErrors(spec: Fields, at: string): FieldError[] {
  const errors: FieldError[] = [];
  const names = new Set<string>();
  for (const [i, { name = '' }] of (spec['securityContext'].sysctls as Fields[]).entries()) {
    const path = `${at}[${i}].name`;
    if (name === '') errors.push(required(path));
    else if (name.length > 253 || !SYSCTL.test(name)) errors.push(invalid(path, name, SYSCTL_MESSAGE));
    else if (names.has(name)) errors.push(duplicate(path, name));
    names.add(name);
    const shared =
      spec['hostNetwork'] && OF_NETWORK.test(name)
        ? 'hostNetwork'
        : spec['hostIPC'] && OF_IPC.test(name)
          ? 'hostIPC'
          : '';
    if (shared !== '') errors.push(invalid(path, name, `may not be specified when '${shared}' is true`));
  }
  return errors;
}
