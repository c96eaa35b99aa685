import { DEFAULT_SCENARIO, defaultText } from '../scenarios/defaultScenario.ts';
import type { GalleryName } from '../scenarios/index.ts';

/** A scenario that comes with Kubehop, or the default one; the others are loaded with the first that is asked for. */
export async function scenarioNamed(name: string): Promise<{ found: GalleryName; yaml: string }> {
  if (name !== DEFAULT_SCENARIO) {
    const { isGalleryName, loadScenario } = await import('../scenarios/index.ts');
    if (isGalleryName(name)) return { found: name, yaml: await loadScenario(name) };
  }
  return { found: DEFAULT_SCENARIO, yaml: defaultText };
}
