import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createMemo, createSession, simulate } from '../engine/index.ts';
import type { TypedLine } from '../model/Scenario.ts';
import { changed } from './change.ts';
import { createResultAnswer } from './resultAnswer.ts';

const folder = new URL('../scenarios/', import.meta.url);

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  Object.values(value).forEach(freeze);
}

it('tells the page the result of each step of every scenario, and nothing that was told changes later', () => {
  const answer = createResultAnswer();
  const session = createSession();
  const memo = createMemo(session.open);
  let page: unknown;
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
    const text = readFileSync(new URL(file, folder), 'utf8');
    const typed: TypedLine[] = [];
    const { steps } = simulate({ text }, memo).scenario;
    for (const { on, run } of [{}, ...steps] as Partial<TypedLine>[]) {
      if (on && run) typed.push({ on, run });
      const result = simulate({ text, ...(typed.length > 0 && { typed: [...typed] }) }, memo);
      const told = structuredClone(answer(typed.length, result));
      if (told.kind !== 'simulated') throw new Error(told.kind);
      page = changed(page, told.change);
      expect(page).toEqual(result);
      freeze(result);
    }
  }
}, 120_000);
