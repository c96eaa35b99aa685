// Runs the gallery in a browser: what its steps expect and do not find, and how many expectations were looked at.
import { actingSteps, openDocuments, parseText, runScenario, unmetOf } from '../../src/engine/index.ts';
import { ARCHITECTURES, GALLERY, loadScenario, QUESTIONS } from '../../src/scenarios/index.ts';

async function runGallery(): Promise<{ looked: number; unmet: string[] }> {
  const unmet: string[] = [];
  let looked = 0;
  for (const name of [...GALLERY, ...ARCHITECTURES, ...QUESTIONS]) {
    const text = await loadScenario(name);
    const asked = actingSteps(openDocuments(parseText(text), name).scenario);
    for (const [i, step] of runScenario(text).steps.entries()) {
      const expected = asked[i]?.expect;
      if (!expected) continue;
      looked += 1;
      for (const one of unmetOf(expected, step)) unmet.push(`${name}: expected ${one.expected}; found ${one.found}`);
    }
  }
  return { looked, unmet };
}

Object.assign(globalThis, { runGallery });
