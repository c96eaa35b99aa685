import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { forbidden, notSupported, required } from './fieldErrors.ts';

const SYSTEMS = ['linux', 'windows'];

/** Fields that Windows does not have, in the order in which pkg/apis/core/validation, validateWindows, looks at them. */
const OF_POD = [
  'securityContext.appArmorProfile',
  'securityContext.seLinuxOptions',
  'hostUsers',
  'hostPID',
  'hostIPC',
  'securityContext.seccompProfile',
  'securityContext.fsGroup',
  'securityContext.fsGroupChangePolicy',
  'securityContext.sysctls',
  'shareProcessNamespace',
  'securityContext.runAsUser',
  'securityContext.runAsGroup',
  'securityContext.supplementalGroups',
  'securityContext.supplementalGroupsPolicy',
  'securityContext.seLinuxChangePolicy',
];
const OF_CONTAINER = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'capabilities',
  'readOnlyRootFilesystem',
  'privileged',
  'allowPrivilegeEscalation',
  'procMount',
  'runAsUser',
  'runAsGroup',
];

/** Of a Pod that says which operating system it is for: validateOS, validateWindows, validateLinux. */
export function osErrors(spec: Fields, at: string): FieldError[] {
  const name: string = spec['os'].name ?? '';
  if (name === '') return [required(`${at}.os.name`)];
  if (!SYSTEMS.includes(name)) return [notSupported(`${at}.os`, name, SYSTEMS)];
  const subject = name === 'windows' ? '' : 'windows options ';
  const unfit = (field: string): FieldError => forbidden(field, `${subject}cannot be set for a ${name} pod`);
  const ofPod = name === 'windows' ? OF_POD : ['securityContext.windowsOptions'];
  const ofContainer = name === 'windows' ? OF_CONTAINER : ['windowsOptions'];
  const errors = ofPod.filter((path) => isSet(spec, path)).map((path) => unfit(`${at}.${path}`));
  for (const list of ['initContainers', 'containers'])
    for (const [i, { securityContext }] of ((spec[list] ?? []) as Fields[]).entries())
      for (const field of ofContainer)
        if (isSet(securityContext, field)) errors.push(unfit(`${at}.${list}[${i}].securityContext.${field}`));
  return errors;
}

/** `hostPID` and `hostIPC` are no pointers upstream: false is as if it were not there. */
function isSet(from: Fields | undefined, path: string): boolean {
  const value = path.split('.').reduce<unknown>((part, key) => (part as Fields | undefined)?.[key], from);
  return value !== undefined && !(value === false && /^host[PI]/.test(path));
}
