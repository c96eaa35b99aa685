import { structuredPatch } from 'diff';
import { createObject, patchObject } from '../../admit/api.ts';
import { servedVersion } from '../../admit/versions.ts';
import { timestamp } from '../../cluster/timestamp.ts';
import { hash32 } from '../../controllers/generatedName.ts';
import { toYaml } from '../goYaml.ts';
import { manifestOptions, readFiles, refuseWords } from './files.ts';
import { applyServerSide } from './applyServerSide.ts';
import { type Flag, flag, isSet, type ParsedArgs } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { toRemember } from './lastApplied.ts';
import { type Manifest, visitManifests } from './manifests.ts';
import { patchOrReport } from './patchOrReport.ts';
import type { Session } from './Session.ts';

export const diffFlags: Flag[] = [
  flag.filename,
  flag.recursive,
  flag.kustomize,
  flag.selector,
  flag.fieldManager,
  flag.showManagedFields,
  { name: 'concurrency', type: 'string' },
  { name: 'force-conflicts', type: 'bool' },
  { name: 'prune', type: 'bool' },
  { name: 'prune-allowlist', type: 'list' },
  { name: 'server-side', type: 'bool' },
];

interface Versions {
  /** `v1.Service.default.web`: how kubectl calls the two files. */
  file: string;
  live: string;
  merged: string;
}

/**
 * `kubectl diff -f FILE` (kubectl: pkg/cmd/diff): what the server has and what it would make of the files, as
 * `diff -u -N` prints two folders of them. Its exit status is 1 when they differ. The folders' names are random in a
 * real one.
 */
export function diff(session: Session, args: ParsedArgs): void {
  const versions: Versions[] = [];
  const options = { ...manifestOptions(args, 'Strict'), validation: 'Ignore' as const };
  try {
    refuseWords('diff', args);
    visitManifests(readFiles(session, args), options, (manifest) => {
      versions.push(versionsOf(session, manifest, args));
    });
  } catch (error) {
    // 1 says that there are differences.
    throw error instanceof KubectlError ? new KubectlError(error.problems, 2, error.message) : error;
  }
  versions.sort((a, b) => (a.file < b.file ? -1 : 1));
  const text = versions.map((v) => difference(v, session.cluster.now)).join('');
  session.stdout += text;
  if (text !== '') throw new KubectlError([], 1, '');
}

function versionsOf(session: Session, manifest: Manifest, args: ParsedArgs): Versions {
  const { info, namespace, name, object: given } = manifest;
  const { cluster } = session;
  const place = info.namespaced ? namespace : undefined;
  const object = toRemember(given, place ?? '');
  const stored = cluster.store.get(info.kind, place, name);
  const live = stored && servedVersion(info, stored);
  const options = { dryRun: true, fieldValidation: 'Warn' as const };
  const report = (why: string) => `error when patching "${manifest.source}": ${why}`;
  const asked = () => {
    if (!live) return createObject(cluster, object, options);
    const patch = patchOrReport(session, manifest, live, object, report);
    return patchObject(cluster, info, place, name, 'strategic', patch, options);
  };
  const merged = isSet(args, { name: 'server-side' })
    ? applyServerSide(session, manifest, { ...options, force: isSet(args, { name: 'force-conflicts' }), advice: false })
    : session.take(info, asked());
  const group = info.group === '' ? '' : `${info.group}.`;
  return {
    file: `${group}${info.version}.${info.kind}.${namespace}.${name}`,
    live: live ? toYaml(live) : '',
    merged: toYaml(merged),
  };
}

function difference({ file, live, merged }: Versions, now: number): string {
  if (live === merged) return '';
  const paths = ['LIVE', 'MERGED'].map((folder) => `/tmp/${folder}-${hash32(`${folder}/${file}`)}/${file}`);
  const time = `${timestamp(now).replace('T', ' ').replace('Z', '')}.000000000 +0000`;
  const { hunks } = structuredPatch('', '', live, merged, undefined, undefined, { context: 3 });
  const range = (start: number, lines: number): string =>
    lines === 1 ? `${start}` : `${lines === 0 ? 0 : start},${lines}`;
  return [
    `diff -u -N ${paths.join(' ')}`,
    `--- ${paths[0]}\t${time}`,
    `+++ ${paths[1]}\t${time}`,
    ...hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
      `@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@`,
      ...lines,
    ]),
    '',
  ].join('\n');
}
