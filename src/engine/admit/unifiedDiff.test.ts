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

// as Python's difflib.unified_diff has it, which go-difflib follows
describe('a long text', () => {
  const braces = Array<string>(30).fill('}');

  it('finds no block in what is often there', () => {
    const names = numbers(1, 10);
    const lines = unifiedDiff(text(...names, ...braces), text(...braces, ...names, ...numbers(100, 264))).split('\n');
    expect(lines.filter((line) => line.startsWith('@@'))).toEqual(['@@ -1,3 +1,33 @@', '@@ -8,33 +38,168 @@']);
    expect(lines.slice(1, 34)).toEqual([...braces.map((line) => `+${line}`), ' 1', ' 2', ' 3']);
    expect(lines.slice(35, 68)).toEqual([' 8', ' 9', ' 10', ...braces.map((line) => `-${line}`)]);
  });

  it('lets a block begin earlier with such lines', () => {
    const after = ['y', '}', 'u1', 'u2', ...braces, ...numbers(100, 269)];
    const lines = unifiedDiff('x\n}\nu1\nu2', text(...after)).split('\n');
    expect(lines.slice(0, 7)).toEqual(['@@ -1,4 +1,204 @@', '-x', '+y', ' }', ' u1', ' u2', '+}']);
  });

  it('finds blocks in what is there as often as it may be', () => {
    // from 200 lines on, n / 100 + 1 times
    const names = numbers(1, 197);
    const hunk = (count: number): string =>
      unifiedDiff('x\n}', text('}', ...names, ...Array<string>(count - 1).fill('}')))
        .split('\n', 3)
        .join('\n');
    expect(hunk(3)).toBe('@@ -1,2 +1,200 @@\n-x\n }');
    expect(hunk(4)).toBe('@@ -1,2 +1,201 @@\n-x\n-}');
  });

  it('keeps blocks apart where the lines beside them are the same', () => {
    expect(unifiedDiff('p\nq\nr\nn\nr\ns', 'p\nq\nr\ns')).toBe('@@ -1,6 +1,4 @@\n p\n q\n r\n-n\n-r\n s\n');
    expect(unifiedDiff('s\np\nq\nr', 's\np\nn\np\nq\nr')).toBe('@@ -1,4 +1,6 @@\n s\n+p\n+n\n p\n q\n r\n');
    expect(unifiedDiff('s\np\nn\np\nq\nr', 's\np\nq\nr')).toBe('@@ -1,6 +1,4 @@\n s\n-p\n-n\n p\n q\n r\n');
  });

  it('takes the first of blocks that are as long', () => {
    expect(unifiedDiff('}\n}', '}\n0')).toBe('@@ -1,2 +1,2 @@\n }\n-}\n+0\n');
  });
});
