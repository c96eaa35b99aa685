import { expect, test } from 'vitest';
import { countsOf } from '../../scripts/mutation.mjs';

const mutant = (status: string, line = 1) => ({ status, location: { start: { line } }, replacement: 'false' });

test('mutants that no test notices count against a file, also those that no test runs', () => {
  const mutants = [
    mutant('Killed'),
    mutant('Timeout'),
    mutant('Survived', 7),
    mutant('NoCoverage', 9),
    mutant('Ignored'),
  ];
  expect(countsOf({ files: { 'a.ts': { mutants } } })).toEqual({
    'a.ts': { killed: 2, of: 4, survived: ['7: false', '9: false'] },
  });
});
