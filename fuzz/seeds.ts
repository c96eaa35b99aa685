import { readdirSync, readFileSync } from 'node:fs';

/** Manifests that are right, or nearly so, to begin from: recorded cases, and the scenarios of the gallery. */
const folders = ['conformance/cases', 'conformance/api', 'src/scenarios'];

/** Documents longer than this are left to other tests: many short ones find more in the same time. */
const LONG = 2500;

export const documents: readonly string[] = folders
  .flatMap((folder) => {
    const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
    return names.toSorted().map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
  })
  .flatMap((text) => text.split(/^---\n/m))
  .filter((text) => text.length < LONG);
