import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changeBetween } from './TextChange.ts';

it('two texts differ between what they begin and end with alike', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      const { head, tail, text } = changeBetween(before, after);
      expect(head + tail).toBeLessThanOrEqual(before.length);
      expect(before.slice(0, head) + text + before.slice(before.length - tail)).toBe(after);
    }),
  );
});
