import fc from 'fast-check';
import { expect, it } from 'vitest';
import { movedSpan } from './movedSpan.ts';

it('a place outside of what has changed says the same as before', () => {
  const before = 'kind: Service\nport: 80\n';
  const at = (text: string, what: string) => ({ start: text.indexOf(what), end: text.indexOf(what) + what.length });
  const longer = before.replace('kind: ', '# new\nkind: ');
  expect(movedSpan(at(before, 'port: 80'), before, longer)).toEqual(at(longer, 'port: 80'));
  expect(movedSpan(at(before, 'kind'), before, `${before}name: a\n`)).toEqual(at(before, 'kind'));
  expect(movedSpan(at(before, 'port'), before, before)).toEqual(at(before, 'port'));
});

it('a place that is no more is where it was', () => {
  expect(movedSpan({ start: 4, end: 5 }, 'ab cd ef', 'ab ef')).toEqual({ start: 3, end: 3 });
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.nat(), fc.nat(), (before, after, a, b) => {
      const [start = 0, end = 0] = [a % (before.length + 1), b % (before.length + 1)].sort((x, y) => x - y);
      const moved = movedSpan({ start, end }, before, after);
      expect(moved.start).toBeGreaterThanOrEqual(0);
      expect(moved.end).toBeGreaterThanOrEqual(moved.start);
      expect(moved.end).toBeLessThanOrEqual(after.length);
    }),
  );
});
