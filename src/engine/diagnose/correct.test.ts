import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { en } from '../../words/en.ts';
import { diagnosis } from '../../words/en/diagnosis.ts';
import { sayProblem } from '../../words/say.ts';
import { stepsHold } from '../believedFixture.ts';
import { examine } from '../examine.ts';
import { parseText } from '../parse/parse.ts';

// Manifests in the manner of well-known public examples: all of them work, and no check may say otherwise.
const FOLDER = 'test/correct';
const files = readdirSync(FOLDER);
const read = (file: string): string => readFileSync(`${FOLDER}/${file}`, 'utf8');

it.each(files)('nothing is found in %s', (file) => {
  const found = examine(read(file));
  expect(found.map((one) => `${one.code} ${one.path ?? ''}: ${sayProblem({ ...en, diagnosis }, one)}`)).toEqual([]);
});

it.each(files.filter((file) => read(file).includes('kind: Scenario')))('what %s expects is so', (file) => {
  expect(stepsHold(read(file))).toBe(true);
});

it('they are many', () => {
  const objects = files.flatMap((file) => parseText(read(file)).documents);
  expect(objects.length).toBeGreaterThan(100);
});
