import { expect, it } from 'vitest';
import { Absent, absent } from './Absent.ts';

it('stands in for a function and for a table, and says so as soon as one is used', () => {
  const table = { Job: absent('jobStrategy') as { validate(): void; (): void } };
  expect(Object.keys(table)).toEqual(['Job']);
  for (const use of [
    () => table.Job(),
    () => table.Job.validate(),
    () => 'validate' in table.Job,
    () => ({ ...table.Job }),
  ])
    expect(use).toThrow(Absent);
});
