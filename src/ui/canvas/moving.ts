import type { Rect, Scene } from '../../scene/Scene.ts';

/** How long an edit's movement lasts (experience.md, B5). */
export const moveTime = 240;

/** Where every box of a scene stands, by key. */
export function placesOf(scene: Scene): Map<string, Rect> {
  const places = new Map<string, Rect>();
  for (const c of scene.columns)
    places.set(`column/${c.key}`, c.storeys).set(`shelf/${c.key}`, c.shelf).set(`base/${c.key}`, c.base);
  for (const p of scene.pods) places.set(p.key, p.rect);
  for (const p of scene.plates) places.set(p.key, p.rect);
  for (const o of scene.outsiders) places.set(`outside/${o.key}`, o.rect);
  return places;
}

const same = (a: Rect, b: Rect): boolean => a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;

/** True when something that both scenes have stands elsewhere now. */
export function hasMoved(before: Map<string, Rect>, after: Map<string, Rect>): boolean {
  for (const [key, rect] of after) {
    const old = before.get(key);
    if (old && !same(old, rect)) return true;
  }
  return false;
}

/** The scene on its way from where things were: only what moved is between, everything else holds still. */
export function between(before: Map<string, Rect>, scene: Scene, part: number): Scene {
  const at = (key: string, to: Rect): Rect => {
    const from = before.get(key);
    if (!from || same(from, to)) return to;
    const mix = (a: number, b: number): number => a + (b - a) * part;
    return { x: mix(from.x, to.x), y: mix(from.y, to.y), w: mix(from.w, to.w), h: mix(from.h, to.h) };
  };
  return {
    ...scene,
    columns: scene.columns.map((c) => ({
      ...c,
      storeys: at(`column/${c.key}`, c.storeys),
      shelf: at(`shelf/${c.key}`, c.shelf),
      base: at(`base/${c.key}`, c.base),
    })),
    pods: scene.pods.map((p) => ({ ...p, rect: at(p.key, p.rect) })),
    plates: scene.plates.map((p) => ({ ...p, rect: at(p.key, p.rect) })),
    outsiders: scene.outsiders.map((o) => ({ ...o, rect: at(`outside/${o.key}`, o.rect) })),
  };
}
