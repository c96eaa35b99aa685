import type { Scene } from './Scene.ts';

const drawn = (scene: Scene): string => JSON.stringify({ ...scene, words: null });

/** Whether two scenes are one picture: most of what is typed changes nothing in it. */
export const sameScene = (a: Scene, b: Scene): boolean => a.words === b.words && drawn(a) === drawn(b);
