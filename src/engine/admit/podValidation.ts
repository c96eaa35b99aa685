import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { forbidden, invalid } from './fieldErrors.ts';
import { podAnnotationErrors } from './podAnnotations.ts';
import { podSpecErrors } from './podSpecValidation.ts';

/** Keys among which are all that `podAnnotationErrors` looks for. */
const OF_KUBERNETES = /^(container\.|controller\.|seccomp\.|kubernetes\.io\/)/;

/** What Kubernetes itself reads of a Pod's annotations, or a template's: few have any. */
export const ownAnnotationErrors = ({ metadata, spec }: Fields, at: string): FieldError[] =>
  Object.keys(metadata?.annotations ?? {}).some((key) => OF_KUBERNETES.test(key))
    ? podAnnotationErrors(metadata.annotations, spec, at)
    : [];

/** validatePodMetadataAndSpec: a token is somebody's, which an update does not fill in. */
const tokenErrors = (spec: Fields): FieldError[] =>
  ((spec['volumes'] ?? []) as Fields[]).flatMap(({ projected }, i) =>
    ((projected?.sources ?? []) as Fields[]).flatMap(({ serviceAccountToken }, j) =>
      serviceAccountToken
        ? [
            forbidden(
              `spec.volumes[${i}].projected.sources[${j}].serviceAccountToken`,
              'must not be specified when serviceAccountName is not set',
            ),
          ]
        : [],
    ),
  );

/** pkg/apis/core/validation, ValidatePodCreate */
export function validatePod(object: Fields, old: Fields | undefined): FieldError[] {
  const { spec } = object;
  const errors = [...ownAnnotationErrors(object, 'metadata.annotations'), ...podSpecErrors(spec, 'spec', true)];
  for (const list of ['initContainers', 'containers']) {
    for (const [i, { image = '' }] of ((spec[list] ?? []) as Fields[]).entries()) {
      if (image.trim() === image) continue;
      errors.push(invalid(`spec.${list}[${i}].image`, image, 'must not have leading or trailing whitespace'));
    }
  }
  if (!spec.serviceAccountName) errors.push(...tokenErrors(spec));
  if (!old && object['spec'].ephemeralContainers?.length) {
    errors.push(forbidden('spec.ephemeralContainers', 'cannot be set on create'));
  }
  if (!old && spec.nodeName && spec.schedulingGates?.length) {
    errors.push(forbidden('spec.nodeName', 'cannot be set until all schedulingGates have been cleared'));
  }
  return errors;
}
