import { isQuantity } from '../../admit/quantity.ts';
import { dryRunOf, type Flag, flag, parseArgs, type ParsedArgs, valueOf } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { make } from './make.ts';
import type { Session } from './Session.ts';
import { visitTargets } from './targets.ts';

const flags: Flag[] = [
  flag.output,
  flag.template,
  flag.dryRun,
  flag.filename,
  flag.recursive,
  flag.kustomize,
  flag.saveConfig,
  flag.fieldManager,
  flag.showManagedFields,
  { name: 'name', type: 'string' },
  { name: 'min', type: 'string' },
  { name: 'max', type: 'string' },
  { name: 'cpu', type: 'string' },
  { name: 'memory', type: 'string' },
  { name: 'cpu-percent', type: 'string' },
];

const SCALABLE = new Set(['Deployment', 'ReplicaSet', 'ReplicationController', 'StatefulSet']);

/** `kubectl autoscale`: makes the HorizontalPodAutoscaler; nothing measures Pods here, so that it changes nothing. */
export function autoscale(session: Session, argv: readonly string[]): void {
  const args = parseArgs('kubectl autoscale', argv, flags);
  if (args.flags.has('cpu-percent'))
    session.complain(
      "Flag --cpu-percent has been deprecated, Use --cpu with percentage or resource quantity format (e.g., '70%' for utilization or '500m' for milliCPU).",
    );
  const number = (name: string): number => Number(valueOf(args, { name }) ?? -1);
  const max = number('max');
  const min = number('min');
  if (valueOf(args, { name: 'max' }) === undefined) throw KubectlError.plain('required flag(s) "max" not set');
  if (max < 1) throw KubectlError.plain(`--max=MAXPODS is required and must be at least 1, max: ${max}`);
  if (max < min)
    throw KubectlError.plain(`--max=MAXPODS must be larger or equal to --min=MINPODS, max: ${max}, min: ${min}`);
  const metrics = [
    ...metric('cpu', valueOf(args, { name: 'cpu' }) ?? percent(number('cpu-percent'))),
    ...metric('memory', valueOf(args, { name: 'memory' })),
  ];
  dryRunOf(args);
  visitTargets(session, args, args.words, ({ info, name }) => {
    if (!SCALABLE.has(info.kind)) {
      const resource = `${info.group}/${info.version}, Resource=${info.plural}`;
      const why = `could not find scale subresource for ${resource} in discovery information`;
      throw KubectlError.plain(`cannot autoscale a ${info.kind}: ${why}`);
    }
    const hpa = {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: valueOf(args, { name: 'name' }) || name },
      spec: {
        maxReplicas: max,
        ...(metrics.length > 0 ? { metrics } : {}),
        ...(min > 0 ? { minReplicas: min } : {}),
        scaleTargetRef: { apiVersion: info.apiVersion, kind: info.kind, name },
      },
      ...(dryRunOf(args) === 'client' ? { status: { currentMetrics: null, desiredReplicas: 0 } } : {}),
    };
    try {
      make(session, args, hpa, dryRunOf(args) === 'client' ? 'created' : 'autoscaled');
    } catch (error) {
      // kubectl then tries the older version, which knows of shares of CPU alone, and fails the same way
      if (!(error instanceof KubectlError) || fitsOldVersion(args)) throw error;
      const why = args.flags.has('cpu') ? '%!w(<nil>)' : 'empty input';
      throw KubectlError.plain(`${INCOMPATIBLE}: ${why}`);
    }
  });
}

const INCOMPATIBLE = 'failed to create autoscaling/v2 HPA and the configuration is incompatible with autoscaling/v1';

/** canCreateHPAV1, which wants --cpu whatever --cpu-percent says. */
const fitsOldVersion = (args: ParsedArgs): boolean =>
  args.flags.has('cpu') &&
  !args.flags.has('memory') &&
  (args.flags.has('cpu-percent') || (valueOf(args, { name: 'cpu' }) ?? '').trim().endsWith('%'));

const percent = (value: number): string | undefined => (value >= 0 ? `${value}%` : undefined);

/** `80%` is a share of what is requested; `500m` an amount, in thousandths of a CPU or mebibytes without a unit. */
function metric(name: string, text: string | undefined): object[] {
  if (text === undefined) return [];
  if (text !== '' && !text.endsWith('%') && !isQuantity(text))
    throw KubectlError.plain(`invalid resource ${name} value: ${text}`);
  const target = text.endsWith('%')
    ? { averageUtilization: Number.parseInt(text, 10), type: 'Utilization' }
    : { averageValue: /^\d+$/.test(text) ? text + (name === 'cpu' ? 'm' : 'Mi') : text, type: 'AverageValue' };
  return [{ resource: { name, target }, type: 'Resource' }];
}
