import type { Fields } from '../../admit/Fields.ts';
import { age, shape } from './otherTables.ts';
import type { TableShape } from './tables.ts';

const webhooks = shape('Name|Webhooks|Age', '', (o, { now }) => [
  o['metadata'].name,
  (o['webhooks'] ?? []).length,
  age(o, now),
]);

/** Params without a Namespace may be the cluster's or any Namespace's; metav1.LabelSelector's own text is not told here. */
const paramOf = ({ name, namespace }: Fields): string => (name ? `${namespace ?? '*'}/${name}` : '<unset>');

/** printers/internalversion: the tables of kinds of a server's own affairs. */
export const SERVER_TABLES: Record<string, TableShape> = {
  CSIDriver: shape(
    'Name|AttachRequired|PodInfoOnMount|StorageCapacity|TokenRequests|RequiresRepublish|Modes|Age',
    '',
    (o, { now }) => [
      o['metadata'].name,
      String(o['spec'].attachRequired ?? true),
      String(o['spec'].podInfoOnMount ?? false),
      String(o['spec'].storageCapacity ?? false),
      o['spec'].tokenRequests?.map(({ audience = '' }: Fields) => audience).join(',') ?? '<unset>',
      String(o['spec'].requiresRepublish ?? false),
      o['spec'].volumeLifecycleModes?.join(',') || '<none>',
      age(o, now),
    ],
  ),
  MutatingWebhookConfiguration: webhooks,
  ValidatingAdmissionPolicy: shape('Name|Validations|ParamKind|Age', '', (o, { now }) => {
    const { validations = [], paramKind } = o['spec'];
    const kind = paramKind ? `${paramKind.apiVersion ?? ''}/${paramKind.kind ?? ''}` : '<unset>';
    return [o['metadata'].name, validations.length, kind, age(o, now)];
  }),
  ValidatingAdmissionPolicyBinding: shape('Name|PolicyName|ParamRef|Age', '', (o, { now }) => [
    o['metadata'].name,
    o['spec'].policyName ?? '',
    paramOf(o['spec'].paramRef ?? {}),
    age(o, now),
  ]),
  ValidatingWebhookConfiguration: webhooks,
  VolumeAttachment: shape('Name|Attacher|PV|Node|Attached|Age', '', (o, { now }) => [
    o['metadata'].name,
    o['spec'].attacher ?? '',
    o['spec'].source?.persistentVolumeName ?? '',
    o['spec'].nodeName ?? '',
    String(o['status']?.attached ?? false),
    age(o, now),
  ]),
};
