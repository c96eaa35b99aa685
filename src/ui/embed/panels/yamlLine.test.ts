import fc from 'fast-check';
import { expect, test } from 'vitest';
import { yamlLine } from './yamlLine.ts';

const told = (line: string): string =>
  yamlLine(line)
    .map(({ text, kind }) => `${kind}:${text}`)
    .join('|');

test('keys, values and comments of a manifest', () => {
  expect(told('apiVersion: v1')).toBe('key:apiVersion|mark::|value: v1');
  expect(told('  - name: http # the door')).toBe('mark:  - |key:name|mark::|value: http|comment: # the door');
  expect(told('  "app.kubernetes.io/name": web')).toBe('mark:  |key:"app.kubernetes.io/name"|mark::|value: web');
  expect(told('  url: http://web:80/#top')).toBe('mark:  |key:url|mark::|value: http://web:80/#top');
  expect(told('# a remark: of mine')).toBe('comment:# a remark: of mine');
  expect(told('---')).toBe('mark:---');
  expect(told('  - 8080')).toBe('value:  - 8080');
});

test('no character of any line is lost', () => {
  fc.assert(
    fc.property(fc.string(), (line) => {
      expect(
        yamlLine(line)
          .map(({ text }) => text)
          .join(''),
      ).toBe(line);
    }),
  );
});
