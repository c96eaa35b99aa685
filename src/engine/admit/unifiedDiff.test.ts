import { describe, expect, it } from 'vitest';
import { unifiedDiff } from './unifiedDiff.ts';

const numbers = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => String(from + i));
const text = (...lines: string[]): string => lines.join('\n');

describe('unifiedDiff', () => {
  it('finds nothing between equal texts', () => {
    expect(unifiedDiff('a\nb', 'a\nb')).toBe('');
  });

  it('shows three lines around a change', () => {
    const before = text(...numbers(1, 9));
    expect(unifiedDiff(before, before.replace('5', 'five'))).toBe(
      '@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n',
    );
  });

  it('parts changes that are more than six lines from each other', () => {
    const before = text(...numbers(1, 20));
    const after = text('0', ...numbers(1, 19));
    expect(unifiedDiff(before, after)).toBe('@@ -1,3 +1,4 @@\n+0\n 1\n 2\n 3\n@@ -17,4 +18,3 @@\n 17\n 18\n 19\n-20\n');
    expect(unifiedDiff('1\n2\n3\n4', 'x\n2\n3\ny').match(/@@ /g)).toHaveLength(1);
  });

  it('begins no block with a line that is often there in a long text', () => {
    // difflib's autojunk: from 200 lines on, `}` alone matches nothing, but what stands before and behind may be it.
    const before = text(...numbers(1, 200).flatMap((n) => [n, '}']));
    const after = before.replace('100\n}', 'x\n}\ny\n}');
    expect(unifiedDiff(before, after)).toBe('@@ -196,7 +196,9 @@\n }\n 99\n }\n-100\n+x\n+}\n+y\n }\n 101\n }\n');
  });
});
