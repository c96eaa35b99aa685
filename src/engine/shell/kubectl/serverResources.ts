import { UNKNOWN_RESOURCE } from '../../admit/status.ts';
import { KubectlError } from './KubectlError.ts';
import { KINDS, type KindInfo } from '../../admit/kinds.ts';

/** What `kubectl api-resources` tells of a resource. */
export interface ServerResource extends Omit<KindInfo, 'type' | 'generation'> {
  verbs: string;
  categories: string[];
}

const ALL_VERBS = 'create,delete,deletecollection,get,list,patch,update,watch';

/** Resources of a real server that nothing here is made of: `NAME SHORT KIND`, `-` for a namespaced one's cluster. */
const OTHERS: Record<string, string> = {
  v1: 'bindings::Binding:n:create componentstatuses:cs:ComponentStatus::get,list',
  'admissionregistration.k8s.io/v1':
    'mutatingadmissionpolicies::MutatingAdmissionPolicy mutatingadmissionpolicybindings::MutatingAdmissionPolicyBinding',
  'authentication.k8s.io/v1': 'selfsubjectreviews::SelfSubjectReview::create tokenreviews::TokenReview::create',
  'authorization.k8s.io/v1':
    'localsubjectaccessreviews::LocalSubjectAccessReview:n:create selfsubjectaccessreviews::SelfSubjectAccessReview::create ' +
    'selfsubjectrulesreviews::SelfSubjectRulesReview::create subjectaccessreviews::SubjectAccessReview::create',
  'events.k8s.io/v1': 'events:ev:Event:n',
  'resource.k8s.io/v1':
    'deviceclasses::DeviceClass resourceclaims::ResourceClaim:n resourceclaimtemplates::ResourceClaimTemplate:n ' +
    'resourceslices::ResourceSlice',
  'storage.k8s.io/v1': 'csistoragecapacities::CSIStorageCapacity:n volumeattributesclasses:vac:VolumeAttributesClass',
};

const IN_ALL = new Set(
  'Pod ReplicationController Service DaemonSet Deployment ReplicaSet StatefulSet HorizontalPodAutoscaler CronJob Job'.split(
    ' ',
  ),
);

function categoriesOf(kind: string, group: string): string[] {
  if (/^(admissionregistration|apiextensions|apiregistration)\./.test(group)) return ['api-extensions'];
  return IN_ALL.has(kind) ? ['all'] : [];
}

function others(): ServerResource[] {
  return Object.entries(OTHERS).flatMap(([apiVersion, list]) =>
    list.split(' ').map((entry) => {
      const [plural = '', short = '', kind = '', namespaced = '', verbs = ALL_VERBS] = entry.split(':');
      const slash = apiVersion.indexOf('/');
      const group = slash < 0 ? '' : apiVersion.slice(0, slash);
      return {
        kind,
        apiVersion,
        group,
        version: apiVersion.slice(slash + 1),
        plural,
        singular: kind.toLowerCase(),
        shortNames: short === '' ? [] : short.split(','),
        namespaced: namespaced === 'n',
        verbs,
        categories: categoriesOf(kind, group),
      };
    }),
  );
}

/** All resources of a 1.36 server, by group and name. */
export const serverResources = (): ServerResource[] =>
  [
    ...others(),
    ...KINDS.map((info) => ({
      ...info,
      verbs: info.kind === 'Namespace' ? ALL_VERBS.replace('deletecollection,', '') : ALL_VERBS,
      categories: categoriesOf(info.kind, info.group),
    })),
  ].sort((a, b) => (a.group === b.group ? (a.plural < b.plural ? -1 : 1) : a.group < b.group ? -1 : 1));

/** What is asked and not kept (a review, a binding) can be neither listed nor, at a path of its own, read. */
export function refuseReading({ verbs = ALL_VERBS }: KindInfo & { verbs?: string }, name?: string): void {
  if (verbs.includes('get')) return;
  if (name !== undefined) throw KubectlError.status(UNKNOWN_RESOURCE);
  const message = 'the server does not allow this method on the requested resource';
  throw KubectlError.status({ code: 405, reason: 'MethodNotAllowed', message, causes: [] });
}

/** A resource that the server has, and of which there are no objects here. */
export function emptyResource(word: string): KindInfo | undefined {
  const found = others().find(
    ({ plural, singular, shortNames, group }) =>
      group !== 'events.k8s.io' && [plural, singular, ...shortNames, `${plural}.${group}`].includes(word),
  );
  return found && { ...found, type: '', generation: false };
}
