import { expect, type Page } from '@playwright/test';
import { simulate } from '../src/engine/index.ts';
import type { SimulationInput, SimulationResult } from '../src/model/Simulation.ts';
import { layoutScene } from '../src/scene/layout.ts';
import { leastZoom } from '../src/scene/measures.ts';
import type { Rect, Scene } from '../src/scene/Scene.ts';
import { type Timeline, timelineOf } from '../src/scene/timeline.ts';
import { en } from '../src/words/en.ts';

/** What the picture draws, as data, and where on the page. */
export interface SceneOnPage {
  result: SimulationResult;
  scene: Scene;
  timeline: Timeline;
  /** From the picture's units to the page's pixels. */
  place(point: { x: number; y: number }): { x: number; y: number };
  middle(rect: Rect): { x: number; y: number };
}

/** The scene of a text, as the picture of this page lays it out and fits it into its pane (`Picture.frame`, `fit`). */
export async function sceneOn(page: Page, text: string, traffic?: SimulationInput['traffic']): Promise<SceneOnPage> {
  const pane = (await page.locator('.kubehop-picture').boundingBox())!;
  const scale = Math.max(1, Math.min(1.25, pane.width / 744, pane.height / 680));
  const result = simulate({ text, ...(traffic && { traffic }) });
  const scene = layoutScene(result, { width: pane.width / scale, height: pane.height / scale }, { words: en });
  const timeline = timelineOf(result, scene, result.taken);
  expect(scene.labels).toBe('gutter');
  const zoom = Math.max(leastZoom, Math.min(1.25, pane.width / scene.width, pane.height / scene.height));
  const place = ({ x, y }: { x: number; y: number }) => ({
    x: pane.x + Math.max(0, (pane.width - scene.width * zoom) / 2) + x * zoom,
    y: pane.y + Math.max(0, (pane.height - scene.height * zoom) / 2) + y * zoom,
  });
  return {
    result,
    scene,
    timeline: timeline!,
    place,
    middle: ({ x, y, w, h }) => place({ x: x + w / 2, y: y + h / 2 }),
  };
}

/** What the picture says of all that the arrows lead to. */
export async function hearAll(page: Page): Promise<Set<string>> {
  const picture = page.locator('.kubehop-picture');
  await picture.focus();
  const heard = new Set<string>();
  const hear = async (key: string, times: number): Promise<void> => {
    for (let i = 0; i < times; i++) {
      await page.keyboard.press(key);
      heard.add((await picture.getAttribute('aria-label')) ?? '');
    }
  };
  for (let column = 0; column < 4; column++) {
    await hear('ArrowUp', 7);
    await hear('ArrowDown', 7);
    await hear('ArrowLeft', 3);
    await hear('ArrowUp', 7);
    await hear('ArrowDown', column + 1);
    await hear('ArrowRight', 3);
  }
  return heard;
}
