import { describe, expect, it } from 'vitest';
import { withEdits } from '../model/withEdits.ts';
import { DETAILS } from '../scenarios/details.ts';
import { type GalleryName, loadScenario } from '../scenarios/index.ts';
import { BELIEVED, type Believed, believedText, stepsHold } from './believedFixture.ts';
import { examine } from './examine.ts';

describe('the misunderstandings', () => {
  const numbered = Object.entries(DETAILS).flatMap(([name, { number }]) =>
    number === undefined ? [] : [[number, name as GalleryName] as const],
  );

  it('are S01 to S33', () => {
    const all = Array.from({ length: 33 }, (_, i) => `S${String(i + 1).padStart(2, '0')}`);
    expect(numbered.map(([number]) => number).sort()).toEqual(all);
    expect(Object.keys(BELIEVED).sort()).toEqual(numbered.map(([, name]) => name).sort());
  });

  it.each(numbered)('%s %s: its code is found first, and with its fix all is as it should be', async (_, name) => {
    const believed = BELIEVED[name] as Believed;
    const { code, works = stepsHold } = believed;
    const text = believedText(await loadScenario(name), name, believed);
    const [first] = examine(text);
    expect(first?.code).toBe(code);
    expect(first?.scenario ?? name).toBe(believed.leadsTo ?? name);
    expect(works(text)).toBe(false);
    let mended = text;
    // the same mistake may be made twice: in what a program is told, and by who types
    for (let again = first; again?.code === code; again = examine(mended)[0])
      mended = withEdits(mended, again.fixes?.[0]?.edits ?? expect.fail('no fix'));
    expect(examine(mended).map((one) => one.code)).not.toContain(code);
    expect(works(mended), mended).toBe(true);
  });
});
