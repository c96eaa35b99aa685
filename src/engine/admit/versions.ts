import type { KubeObject } from '../../model/KubeObject.ts';
import type { Fields } from './Fields.ts';
import type { KindInfo } from './kinds.ts';

/** How the API server reads and writes a version that is not the one it keeps. */
interface Conversion {
  /** Changes an object, as it was decoded, into the version that is kept. */
  keep(object: Fields): void;
  serve(kept: Fields): Fields;
}

const isCpuShare = ({ resource }: Fields): boolean =>
  resource?.name === 'cpu' && resource.target?.averageUtilization !== undefined;

/** pkg/apis/autoscaling/v1/conversion.go: the one metric that this version has is the first share of CPU. */
const horizontalPodAutoscaler: Conversion = {
  keep(object) {
    const { spec, status } = object;
    const { targetCPUUtilizationPercentage: averageUtilization } = spec;
    object['status'] = { ...status, currentMetrics: null };
    // this version leaves it out when it is 0
    if (!status?.currentReplicas) delete object['status'].currentReplicas;
    delete spec.targetCPUUtilizationPercentage;
    if (averageUtilization === undefined) return;
    spec.metrics = [
      { resource: { name: 'cpu', target: { averageUtilization, type: 'Utilization' } }, type: 'Resource' },
    ];
  },
  serve(kept) {
    const { metrics = [], behavior: _, ...spec } = kept['spec'] as Fields;
    const { conditions: _conditions, currentMetrics: _metrics, ...status } = (kept['status'] ?? {}) as Fields;
    const target = (metrics as Fields[]).find(isCpuShare)?.['resource'].target;
    if (target) spec['targetCPUUtilizationPercentage'] = target.averageUtilization;
    return { ...kept, spec, status: { currentReplicas: 0, ...status } };
  },
};

/** By the key of the version's Go type. */
const CONVERSIONS: Readonly<Record<string, Conversion>> = { 'k.HorizontalPodAutoscaler': horizontalPodAutoscaler };

/** An object that was decoded becomes one of the version that is kept. */
export function keptVersion({ type, kept }: KindInfo, object: Fields): void {
  if (kept === undefined) return;
  CONVERSIONS[type]?.keep(object);
  object['apiVersion'] = kept;
}

/** An object of the store as this version shows it. */
export function servedVersion(info: KindInfo, object: KubeObject): KubeObject {
  if (info.kept === undefined || object.apiVersion !== info.kept) return object;
  const served = CONVERSIONS[info.type]?.serve(object as Fields) ?? object;
  return { ...served, apiVersion: info.apiVersion } as KubeObject;
}
