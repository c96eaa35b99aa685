import { beforeAll, expect, test } from 'vitest';
import { openCluster } from '../cluster/open.ts';
import { readSettings } from '../cluster/settings.ts';
import { parseText } from '../parse/parse.ts';
import { createObject } from './api.ts';
import kindAnswers from './kindRefusals.txt?raw';
import kinds from './kindRefusals.yaml?raw';
import podAnswers from './podRefusals.txt?raw';
import pods from './podRefusals.yaml?raw';
import answers from './refusals.txt?raw';
import manifests from './refusals.yaml?raw';
import { WARNERS } from './warners.ts';
import { bringWarnings } from './warnings.ts';

// Nearly everything that is wrong in a manifest, and every word of the answer. What clusters have answered is recorded
// in conformance/api; these are mistakes that nobody recorded, in the words of pkg/apis/*/validation/validation.go.

beforeAll(() => bringWarnings(WARNERS));

/** What the API server answers to one manifest in an empty cluster: its warnings, then each mistake in a line. */
function answerTo(manifest: unknown): string {
  const { settings } = readSettings([]);
  const response = createObject(openCluster(settings, []), manifest, {});
  const refused = response.ok ? 'created' : response.status.message;
  const mistakes = refused.replace(
    / is invalid: \[(.*)\]$/s,
    (_, all: string) => ` is invalid:\n${all.replace(/, (?=[a-zA-Z]+(?:[.[][^:]*)?: )/g, '\n')}`,
  );
  return [...(response.warnings ?? []).map((warning) => `Warning: ${warning}`), mistakes].join('\n');
}

test.each([
  ['many kinds', manifests, answers],
  ['Pods', pods, podAnswers],
  ['kinds beside them', kinds, kindAnswers],
])('every mistake in manifests of %s has its words', (_, yaml, told) => {
  const given = parseText(yaml).documents.map(({ value }) => answerTo(value));
  expect(given.join('\n\n').split('\n')).toEqual(told.trimEnd().split('\n'));
});
