import { expect, test } from 'vitest';
import { en } from '../words/en.ts';
import { crowded, exampleResult } from './fixture.ts';
import { layoutScene } from './layout.ts';
import { sameScene } from './sameScene.ts';

const laid = (result = exampleResult(), width = 744) => layoutScene(result, { width, height: 680 }, { words: en });

test('two results of one cluster are one picture, and another cluster or pane makes another', () => {
  expect(sameScene(laid(), laid(structuredClone(exampleResult())))).toBe(true);
  expect(sameScene(laid(), laid(exampleResult(), 800))).toBe(false);
  expect(sameScene(laid(crowded(3, 6, 3)), laid(crowded(3, 6, 4)))).toBe(false);
  expect(sameScene(laid(), { ...laid(), words: { ...en } })).toBe(false);
});
