import { fromBase64 } from './config.ts';
import type { Fields } from './Fields.ts';
import { podWarnings, templateWarnings } from './podWarnings.ts';
import { serviceWarnings } from './serviceWarnings.ts';
import type { Warner } from './warnings.ts';

const CLASS = 'kubernetes.io/ingress.class';

const slice = ({ addressType }: Fields): string[] =>
  addressType === 'FQDN' ? ['spec.addressType: FQDN endpoints are deprecated'] : [];

const ingress: Warner = (object, old) =>
  !old && object['metadata'].annotations?.[CLASS] !== undefined && object['spec']?.ingressClassName === undefined
    ? [`annotation "${CLASS}" is deprecated, please use 'spec.ingressClassName' instead`]
    : [];

/** pkg/api/secret, warningsForSecret: only whether there is a certificate at all. */
const secret = ({ type, data }: Fields): string[] =>
  type === 'kubernetes.io/tls' && !fromBase64(data?.['tls.crt'] ?? '').includes('-----BEGIN ')
    ? ['tls: failed to find any PEM data in certificate input']
    : [];

/** The warnings of all kinds that have any. */
export const WARNERS: Readonly<Record<string, Warner>> = {
  DaemonSet: templateWarnings,
  Deployment: templateWarnings,
  EndpointSlice: slice,
  Ingress: ingress,
  Job: templateWarnings,
  Pod: podWarnings,
  ReplicaSet: templateWarnings,
  ReplicationController: templateWarnings,
  Secret: secret,
  Service: serviceWarnings,
  StatefulSet: templateWarnings,
};
