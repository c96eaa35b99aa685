import type { CommandResult } from '../../../model/Scenario.ts';
import { createObject } from '../../admit/api.ts';
import type { Cluster } from '../../cluster/Cluster.ts';
import type { ParsedDocument } from '../../parse/parse.ts';
import { KubectlError, type Problem, withSource } from './KubectlError.ts';
import { type ManifestOptions, visitManifests } from './manifests.ts';
import { objectName, Printout } from './Printout.ts';

const DEFAULTS: ManifestOptions = { namespace: 'default', enforceNamespace: false, validation: 'Strict' };

const CREATED = { writer: { manager: 'kubectl-create' } };

/** What `kubectl create` said, and what went wrong as data: the page shows it at the fields. */
export type Created = CommandResult & { problems: Problem[] };

/** `kubectl create -f FILE`, with documents that are parsed already; FILE is what messages call it. */
export function createDocuments(cluster: Cluster, documents: readonly ParsedDocument[], file: string): Created {
  const printout = new Printout();
  let problems: Problem[] = [];
  try {
    const count = visitManifests([{ source: file, documents }], DEFAULTS, ({ info, object, source }) => {
      const created = printout.take(info, createObject(cluster, object, CREATED), (status) =>
        withSource('creating', source, status),
      );
      printout.print(`${objectName(info, created.metadata.name)} created`);
    });
    if (count === 0) throw KubectlError.plain('no objects passed to create');
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    printout.stderr += error.message;
    problems = error.problems;
  }
  return { stdout: printout.stdout, stderr: printout.stderr, exit: problems.length ? 1 : 0, problems };
}
