import type { TypedLine } from '../../model/Scenario.ts';
import type { Catalog } from '../../words/en.ts';
import { galleryNameIn } from '../../share/galleryFragment.ts';
import type { LinkView } from '../../share/link.ts';

export type Asked =
  | { ok: true; yaml: string; view: LinkView; typed?: TypedLine[] }
  | { ok: false; why: (words: Catalog) => string };

/** The scenario of a fragment: `#v3/…` carries it, `#/s/NAME` names one of the gallery, nothing is the default one. */
export async function scenarioOf(hash: string): Promise<Asked> {
  const name = galleryNameIn(hash);
  if (name !== null || hash === '' || hash === '#') {
    const { DEFAULT_SCENARIO, isGalleryName, loadScenario } = await import('../../scenarios/index.ts');
    const wanted = name ?? DEFAULT_SCENARIO;
    if (!isGalleryName(wanted)) return { ok: false, why: (words) => words.embed.noExample(wanted) };
    const yaml = await loadScenario(wanted).catch(() => null);
    return yaml === null ? { ok: false, why: (words) => words.embed.notLoaded } : { ok: true, yaml, view: {} };
  }
  const { decodeLink } = await import('../../share/link.ts');
  const decoded = decodeLink(hash);
  if (decoded.ok) return decoded;
  return { ok: false, why: (words) => words.notices.link[decoded.problem] };
}
