import type { Fields } from './Fields.ts';

// pkg/apis/autoscaling/v1/conversion.go: the one metric that this version has is the first share of CPU.

/** An object that was decoded as v1 becomes one of v2, which is kept. */
export function keepAutoscaler(object: Fields): void {
  const { spec, status } = object;
  const { targetCPUUtilizationPercentage: averageUtilization } = spec;
  object['status'] = { ...status, currentMetrics: null };
  // this version leaves it out when it is 0
  if (!status?.currentReplicas) delete object['status'].currentReplicas;
  delete spec.targetCPUUtilizationPercentage;
  if (averageUtilization === undefined) return;
  spec.metrics = [{ resource: { name: 'cpu', target: { averageUtilization, type: 'Utilization' } }, type: 'Resource' }];
}

/** One of v2 as v1 shows it. */
export function serveAutoscaler(kept: Fields): Fields {
  const { metrics = [], behavior: _, ...spec } = kept['spec'] as Fields;
  const { conditions: _conditions, currentMetrics: _metrics, ...status } = (kept['status'] ?? {}) as Fields;
  const target = (metrics as Fields[]).find(isCpuShare)?.['resource'].target;
  if (target) spec['targetCPUUtilizationPercentage'] = target.averageUtilization;
  return { ...kept, spec, status: { currentReplicas: 0, ...status } };
}

const isCpuShare = ({ resource }: Fields): boolean =>
  resource?.name === 'cpu' && resource.target?.averageUtilization !== undefined;
