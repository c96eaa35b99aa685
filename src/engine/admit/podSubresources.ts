import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { forbidden, goJson, invalid } from './fieldErrors.ts';
import { internalForm, withSortedKeys } from './internalForm.ts';
import { qosClass } from './podDefaults.ts';
import { validatePod } from './podValidation.ts';
import type { Strategy } from './Strategy.ts';
import { unifiedDiff } from './unifiedDiff.ts';

// pkg/registry/core/pod/strategy.go: podEphemeralContainersStrategy and podResizeStrategy

const OF_THE_OBJECT = ['labels', 'annotations', 'finalizers', 'ownerReferences'];
const LISTS = ['initContainers', 'containers'] as const;

const stable = (value: unknown): string => goJson(withSortedKeys(value));

const listOf = (spec: Fields, field: string): Fields[] => spec[field] ?? [];

/** The status and the metadata stay as they were (metav1.ResetObjectMetaForStatus). */
function keepOthers(object: Fields, old: Fields): void {
  object['status'] = old['status'];
  for (const field of OF_THE_OBJECT) {
    if (old['metadata'][field] === undefined) delete object['metadata'][field];
    else object['metadata'][field] = old['metadata'][field];
  }
}

/** ValidatePodEphemeralContainersUpdate */
function ephemeralChanges({ spec }: Fields, old: Fields): FieldError[] {
  const at = 'spec.ephemeralContainers';
  const now = new Map(listOf(spec, 'ephemeralContainers').map((container) => [container['name'], container]));
  return listOf(old['spec'], 'ephemeralContainers').flatMap((was) => {
    const container = now.get(was['name']);
    const which = `existing ephemeral containers ${JSON.stringify(was['name'])}`;
    if (!container) return [forbidden(at, `${which} may not be removed\n`)];
    const [before, after] = [was, container].map((one) => goJson(internalForm(one, 'EphemeralContainer'), 1));
    return before === after
      ? []
      : [forbidden(at, `${which} may not be changed\n${unifiedDiff(before ?? '', after ?? '')}`)];
  });
}

/** dropNonResizeUpdatesForContainers: of other containers than before, validation tells. */
const resized = (containers: Fields[], old: Fields[]): Fields[] =>
  containers.some(({ name }, i) => name !== old[i]?.['name'])
    ? containers
    : old.map((was, i) => {
        const { resources, resizePolicy } = containers[i] ?? {};
        return { ...was, resources, ...(resizePolicy !== undefined && { resizePolicy }) };
      });

/** validatePodResizeContainerOrdering */
function orderErrors(spec: Fields, old: Fields): FieldError[] {
  return ['containers', 'initContainers'].flatMap((field) => {
    const [now, was] = [listOf(spec, field), listOf(old, field)];
    if (now.length !== was.length)
      return [forbidden(`spec.${field}`, `${field} may not be added or removed on resize`)];
    return was.flatMap(({ name }, i) =>
      now[i]?.['name'] === name
        ? []
        : [forbidden(`spec.${field}[${i}].name`, `${field} may not be renamed or reordered on resize`)],
    );
  });
}

/** dropCPUMemoryUpdates: CPU and memory as they were. */
function masked(list: Fields = {}, old: Fields = {}): Fields {
  const { cpu: _, memory: __, ...others } = list;
  for (const name of ['cpu', 'memory']) if (old[name] !== undefined) others[name] = old[name];
  return others;
}

const maskedContainer = (container: Fields, old: Fields): string =>
  stable({
    ...container,
    resources: ['limits', 'requests'].map((list) => masked(container['resources']?.[list], old['resources']?.[list])),
  });

const isLess = (list: Fields = {}, old: Fields = {}): boolean => Object.keys(old).some((name) => !(name in list));

const removed = (resources: Fields = {}, old: Fields = {}, at: string, what: string): FieldError[] =>
  ['requests', 'limits'].flatMap((list) =>
    isLess(resources[list], old[list]) ? [forbidden(`${at}.${list}`, `${what} ${list} cannot be removed`)] : [],
  );

/** What may not change of a container that goes on, or will begin once. */
function containerChanges(container: Fields, was: Fields, field: string, at: string): FieldError[] {
  const errors =
    maskedContainer(container, was) === maskedContainer(was, was)
      ? []
      : field === 'containers'
        ? [forbidden('spec', 'only cpu and memory resources are mutable')]
        : [forbidden(at, 'only cpu and memory resources for init or sidecar containers are mutable')];
  if (field === 'containers' || was['restartPolicy'] === 'Always' || stable(container) === stable(was)) return errors;
  const restarts = ((container['resizePolicy'] ?? []) as Fields[]).filter(
    (p) => p['restartPolicy'] === 'RestartContainer',
  );
  const text = 'non-sidecar init containers with a resize policy of RestartContainer cannot be resized';
  return [...errors, ...restarts.map(() => forbidden(at, text))];
}

/** ValidatePodResize */
function resizeChanges(object: Fields, old: Fields): FieldError[] {
  const [spec, was]: Fields[] = [object['spec'], old['spec']];
  if (was?.['os']?.name === 'windows') return [forbidden('', 'windows pods cannot be resized')];
  const errors: FieldError[] = [];
  const { qosClass: before } = old['status'];
  if (before !== qosClass(spec ?? {}))
    errors.push(invalid('spec', before, 'Pod QOS Class may not change as a result of resizing'));
  errors.push(...removed(spec?.['resources'], was?.['resources'], 'spec.resources', 'pod-level resource'));
  const order = orderErrors(spec ?? {}, was ?? {});
  if (order.length > 0) return [...errors, ...order];
  const each = (field: string, tell: (container: Fields, was: Fields, at: string) => FieldError[]): FieldError[] =>
    listOf(was ?? {}, field).flatMap((one, i) => tell(listOf(spec ?? {}, field)[i] ?? {}, one, `spec.${field}[${i}]`));
  for (const field of LISTS)
    errors.push(
      ...each(field, (container, one, at) =>
        removed(container['resources'], one['resources'], `${at}.resources`, 'resource'),
      ),
    );
  for (const field of ['containers', 'initContainers'])
    errors.push(...each(field, (container, one, at) => containerChanges(container, one, field, at)));
  return errors;
}

/** How the API server writes to the resources under a Pod, by their names. */
export const POD_SUBRESOURCES: Readonly<Record<string, Strategy>> = {
  ephemeralcontainers: {
    prepareForUpdate(object, old) {
      const { ephemeralContainers } = object['spec'];
      object['spec'] = { ...old['spec'], ephemeralContainers };
      if (ephemeralContainers === undefined) delete object['spec'].ephemeralContainers;
      keepOthers(object, old);
    },
    validate: validatePod,
    validateUpdate: ephemeralChanges,
  },
  resize: {
    prepareForUpdate(object, old) {
      const { spec } = object;
      const same = LISTS.every((field) => listOf(spec, field).length === listOf(old['spec'], field).length);
      if (!same) return;
      object['spec'] = { ...old['spec'] };
      if (spec.resources !== undefined) object['spec'].resources = spec.resources;
      for (const field of LISTS)
        if (old['spec'][field]) object['spec'][field] = resized(listOf(spec, field), old['spec'][field]);
      keepOthers(object, old);
    },
    validate: validatePod,
    validateUpdate: resizeChanges,
  },
};
