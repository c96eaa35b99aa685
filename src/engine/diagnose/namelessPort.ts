import { keyOf } from '../cluster/ObjectStore.ts';
import { findPort } from '../controllers/podEndpoints.ts';
import type { DiagnosisHintArgs, Said } from '../../model/Message.ts';
import type { Check } from './Check.ts';
import { nearest } from './distance.ts';
import type { Finding, Mend } from './Finding.ts';
import { listensOn, portsOf } from './listening.ts';
import { connectionTo } from './look.ts';

/**
 * A targetPort by name that no container has with this protocol: the Pods stand in a slice without ports, and get
 * nothing (endpointslice: utils.go, getEndpointPorts).
 */
export const namelessPort: Check = {
  code: 'targetPort/name',
  docs: 'concepts/services-networking/service/#field-spec-ports',
  scenario: 'named-target-port',
  find: (look) =>
    look.services.flatMap((one) => {
      const { pods, service, key: object } = one;
      const [pod] = pods;
      if (!pod) return [];
      return (service.spec.ports ?? []).flatMap((port, i): Finding[] => {
        const { targetPort, protocol } = port;
        if (typeof targetPort !== 'string' || pods.some((p) => findPort(p, port) !== undefined)) return [];
        const declared = pod.spec.containers.flatMap(({ ports = [] }) => ports);
        const names = declared.flatMap((p) => (p.name && p.protocol === protocol ? [p.name] : []));
        const ref = { object, path: `spec.ports[${i}].targetPort` };
        const mend = (value: string | number): Mend => ({
          title: ['setField', 'targetPort', String(value)],
          set: [{ ref, value }],
        });
        const near = names.length === 1 ? names[0] : nearest(targetPort, names);
        const hears = portsOf(pods, protocol);
        // without declared ports a name leads nowhere, but the port that the Service itself has may be meant
        const number =
          hears.length === 1 ? hears[0]?.port : listensOn(pods, port.port, protocol) ? port.port : undefined;
        const hint: Said<DiagnosisHintArgs> = names.length
          ? ['declaredNames', names.join(', ')]
          : declared.length > 0
            ? ['nameInPod', protocol]
            : ['numberNeedsNone'];
        const shows = connectionTo(look, one, i);
        const mends = [...(near === undefined ? [] : [mend(near)]), ...(number === undefined ? [] : [mend(number)])];
        return [
          {
            ref,
            severity: 'warning',
            message: ['noSuchPortName', one.name, targetPort, protocol],
            hint,
            evidence: [{ object: keyOf(pod), path: 'spec.containers[0].ports' }],
            ...(shows && { shows }),
            ...(mends.length > 0 && { mends }),
          },
        ];
      });
    }),
};
