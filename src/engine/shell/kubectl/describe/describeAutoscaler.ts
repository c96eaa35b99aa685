import type { KubeObject } from '../../../../model/KubeObject.ts';
import type { Fields } from '../../../admit/Fields.ts';
import type { Cluster } from '../../../cluster/Cluster.ts';
import { describeEvents } from './describeEvents.ts';
import type { Description } from './Description.ts';
import { rfc1123 } from './rfc1123.ts';

/** Nobody measures here. */
const UNKNOWN = '<unknown>';

/** kubectl: describe.go, describeHorizontalPodAutoscalerV2. */
export function describeHorizontalPodAutoscaler(to: Description, cluster: Cluster, object: KubeObject): void {
  const { metadata, spec, status = {} } = object as Fields;
  const { kind, name } = spec.scaleTargetRef;
  to.head(metadata);
  to.line(0, 'CreationTimestamp:', rfc1123(metadata.creationTimestamp));
  to.line(0, 'Reference:', `${kind}/${name}`);
  to.line(0, 'Metrics:', '( current / target )');
  for (const metric of spec.metrics ?? []) to.line(1, ...metricCells(metric));
  to.line(0, 'Min replicas:', spec.minReplicas ?? '<unset>');
  to.line(0, 'Max replicas:', spec.maxReplicas);
  if (spec.behavior) {
    to.line(0, 'Behavior:');
    direction(to, 'Scale Up', spec.behavior.scaleUp);
    direction(to, 'Scale Down', spec.behavior.scaleDown);
  }
  to.line(0, `${kind} pods:`, `${status.currentReplicas ?? 0} current / ${status.desiredReplicas ?? 0} desired`);
  describeEvents(to, cluster, object);
}

function metricCells({ type, ...sources }: Fields): [string, string] {
  const { external, pods, object, resource, containerResource } = sources;
  const cells = (what: string, target: string): [string, string] => [`${what}:`, `${UNKNOWN} / ${target}`];
  switch (type) {
    case 'External': {
      const { averageValue, value } = external.target;
      const average = averageValue === undefined ? '' : 'average ';
      return cells(`"${external.metric.name}" (target ${average}value)`, averageValue ?? value);
    }
    case 'Pods':
      return cells(`"${pods.metric.name}" on pods`, pods.target.averageValue);
    case 'Object': {
      const { describedObject: of, metric, target } = object;
      const average = target.type === 'AverageValue';
      const what = `"${metric.name}" on ${of.kind}/${of.name} (target ${average ? 'average ' : ''}value)`;
      return cells(what, average ? target.averageValue : target.value);
    }
    default: {
      const { name, container, target } = resource ?? containerResource;
      const of = container === undefined ? '' : ` of container "${container}"`;
      const what = `resource ${name}${of} on pods`;
      if (target.averageValue !== undefined) return cells(what, target.averageValue);
      const { averageUtilization: share } = target;
      return cells(`${what}  (as a percentage of request)`, share === undefined ? '<auto>' : `${share}%`);
    }
  }
}

/** printDirectionBehavior */
function direction(to: Description, title: string, rules: Fields | undefined): void {
  if (!rules) return;
  const { stabilizationWindowSeconds: window, selectPolicy, policies } = rules;
  to.line(1, `${title}:`);
  if (window !== undefined) to.line(2, `Stabilization Window: ${window} seconds`);
  if (!policies?.length) return;
  to.line(2, `Select Policy: ${selectPolicy ?? 'Max'}`);
  to.line(2, 'Policies:');
  for (const { type, value, periodSeconds } of policies)
    to.line(3, `- Type: ${type}`, `Value: ${value}`, `Period: ${periodSeconds} seconds`);
}
