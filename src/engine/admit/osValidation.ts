import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { forbidden, invalid, notSupported, required } from './fieldErrors.ts';
import { allInvalid, dns1123Subdomain } from './validators.ts';

/** What the security contexts of a Pod say for Windows, wherever they say it (ValidateWindowsSecurityContextOptions). */
export function windowsErrors(options: Fields, at: string): FieldError[] {
  const { gmsaCredentialSpecName, gmsaCredentialSpec, runAsUserName } = options;
  const errors: FieldError[] = [];
  if (gmsaCredentialSpecName !== undefined)
    errors.push(
      ...allInvalid(`${at}.gmsaCredentialSpecName`, gmsaCredentialSpecName, dns1123Subdomain(gmsaCredentialSpecName)),
    );
  if (gmsaCredentialSpec === '')
    errors.push(invalid(`${at}.gmsaCredentialSpec`, '', 'gmsaCredentialSpec cannot be an empty string'));
  else if (gmsaCredentialSpec?.length > 64 * 1024)
    errors.push(
      invalid(`${at}.gmsaCredentialSpec`, gmsaCredentialSpec, 'gmsaCredentialSpec size must be under 64 KiB'),
    );
  if (runAsUserName !== undefined)
    errors.push(...allInvalid(`${at}.runAsUserName`, runAsUserName, userNameFaults(runAsUserName)));
  return errors;
}

/** `DOMAIN\USER` or `USER` */
function userNameFaults(name: string): string[] {
  if (name === '') return ['runAsUserName cannot be an empty string'];
  // oxlint-disable-next-line no-control-regex
  if (/[\0-\x1f\x7f]/.test(name)) return ['runAsUserName cannot contain control characters'];
  const parts = name.split('\\');
  if (parts.length > 2) return ['runAsUserName cannot contain more than one backslash'];
  const [user = '', domain] = parts.reverse();
  const faults: string[] = [];
  if (domain !== undefined && domain.length >= 256)
    faults.push("runAsUserName's Domain length must be under 256 characters");
  if (domain !== undefined && !NETBIOS.test(domain) && !DNS.test(domain))
    faults.push("runAsUserName's Domain doesn't match the NetBios nor the DNS format");
  if (user === '') faults.push("runAsUserName's User cannot be empty");
  else if (user.length > 104) faults.push("runAsUserName's User length must not be longer than 104 characters");
  if (/^[. ]+$/.test(user)) faults.push("runAsUserName's User cannot contain only periods or spaces");
  if (/["/\\:;|=,+*?<>@[\]]/.test(user))
    faults.push('runAsUserName\'s User cannot contain the following characters: "/\\:;|=,+*?<>@[]');
  return faults;
}

const NETBIOS = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/;
const DNS_LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?';
const DNS = new RegExp(`^${DNS_LABEL}(?:\\.${DNS_LABEL})*$`);

/** validateWindowsHostProcessPod */
export function hostProcessErrors(spec: Fields, at: string): FieldError[] {
  const ofPod: boolean | undefined = spec['securityContext']?.windowsOptions?.hostProcess;
  const errors: FieldError[] = [];
  const ofContainers = ['initContainers', 'containers'].flatMap((list) =>
    ((spec[list] ?? []) as Fields[]).map(({ securityContext }, i) => {
      const own: boolean | undefined = securityContext?.windowsOptions?.hostProcess;
      if (ofPod !== undefined && own !== undefined && own !== ofPod) {
        const text = `pod hostProcess value must be identical if both are specified, was ${ofPod}`;
        errors.push(invalid(`${at}.${list}[${i}].securityContext.windowsOptions.hostProcess`, own, text));
      }
      return own ?? ofPod ?? false;
    }),
  );
  if (!ofContainers.includes(true)) return errors;
  if (ofContainers.includes(false)) {
    const text = 'If pod contains any hostProcess containers then all containers must be HostProcess containers';
    errors.push(invalid(at, '', text));
  }
  if (!spec['hostNetwork'])
    errors.push(
      invalid(`${at}.hostNetwork`, false, 'hostNetwork must be true if pod contains any hostProcess containers'),
    );
  return errors;
}

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
