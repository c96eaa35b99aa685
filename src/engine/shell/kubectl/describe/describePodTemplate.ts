import type { Fields } from '../../../admit/Fields.ts';
import { describeContainers } from './describeContainers.ts';
import { describeSpread, tolerationLines } from './describePod.ts';
import { describeVolumes } from './describeVolumes.ts';
import type { Description } from './Description.ts';

/** kubectl: describe.go, DescribePodTemplate. */
export function describePodTemplate(to: Description, { metadata = {}, spec }: Fields): void {
  to.line(0, 'Pod Template:');
  to.labels(metadata.labels, '  Labels:');
  if (Object.keys(metadata.annotations ?? {}).length > 0) to.annotations(metadata.annotations, '  Annotations:');
  if (spec.serviceAccountName) to.line(1, 'Service Account:', spec.serviceAccountName);
  if (spec.initContainers?.length > 0) describeContainers(to, 'Init Containers', spec.initContainers, { space: '  ' });
  describeContainers(to, 'Containers', spec.containers ?? [], { space: '  ' });
  describeVolumes(to, spec.volumes, '  ');
  describeSpread(to, spec.topologySpreadConstraints, '  ');
  if (spec.priorityClassName) to.line(1, 'Priority Class Name:', spec.priorityClassName);
  to.labels(spec.nodeSelector, '  Node-Selectors:');
  to.list('  Tolerations:', tolerationLines(spec.tolerations));
}
