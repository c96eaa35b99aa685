import { beforeEach, vi } from 'vitest';

/** What a command prints while a test runs it: nothing at the beginning of each. */
export function catchPrinted(): { stdout: string; stderr: string } {
  const printed = { stdout: '', stderr: '' };
  beforeEach(() => {
    Object.assign(printed, { stdout: '', stderr: '' });
    for (const stream of ['stdout', 'stderr'] as const)
      vi.spyOn(process[stream], 'write').mockImplementation((part) => {
        printed[stream] += String(part);
        return true;
      });
  });
  return printed;
}
