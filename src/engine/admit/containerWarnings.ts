import { APP_ARMOR } from './pod.ts';
import type { Fields } from './Fields.ts';
import { byteWarnings } from './byteWarnings.ts';

// pkg/api/pod/warnings.go: what is told of each container by itself.

/** A container and its path. */
export interface Located {
  container: Fields;
  at: string;
}

function envWarnings({ container, at }: Located): string[] {
  const seen = new Set<string>();
  return ((container['env'] ?? []) as Fields[]).flatMap(({ name, value = '', valueFrom }, i) => {
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    const reference = `$(${name})`;
    if (!valueFrom && value !== reference && value.includes(reference)) return [];
    return [
      `${at}.env[${i}]: hides previous definition of ${JSON.stringify(name)}, which may be dropped when using apply`,
    ];
  });
}

const SECCOMP = 'container.seccomp.security.alpha.kubernetes.io/';

/** Annotations of old that name a container, and the field that is there for them today. */
function annotationWarnings({ container }: Located, metadata: Fields, prefix: string): string[] {
  const { name, securityContext } = container;
  const old = [
    { key: SECCOMP, field: 'seccompProfile', since: 'non-functional in v1.27+' },
    { key: APP_ARMOR, field: 'appArmorProfile', since: 'deprecated since v1.30' },
  ];
  return old.flatMap(({ key, field, since }) =>
    securityContext?.[field] || metadata['annotations']?.[key + name] === undefined
      ? []
      : [`${prefix}metadata.annotations[${key}${name}]: ${since}; use the "${field}" field instead`],
  );
}

export const containerWarnings = (one: Located, metadata: Fields, prefix: string): string[] => [
  ...annotationWarnings(one, metadata, prefix),
  ...['memory', 'ephemeral-storage'].flatMap((resource) =>
    ['limits', 'requests'].flatMap((list) =>
      byteWarnings(`${one.at}.resources.${list}[${resource}]`, one.container['resources']?.[list]?.[resource]),
    ),
  ),
  ...envWarnings(one),
];
