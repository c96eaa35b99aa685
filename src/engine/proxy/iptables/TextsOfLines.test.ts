import { expect, it } from 'vitest';
import { TextsOfLines } from './TextsOfLines.ts';

it('gives each text back, however many there are', () => {
  const texts = new TextsOfLines();
  const lines = Array.from({ length: 5000 }, (_, n) =>
    Array.from({ length: n % 4 }, (_, i) => `${n} ${i} ${'x'.repeat(40)}`),
  );
  for (const some of lines) texts.add(some, (line) => line);
  expect(texts.all()).toEqual(lines.map((some) => some.map((line) => `${line}\n`).join('')));
});
