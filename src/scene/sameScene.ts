import type { Scene } from './Scene.ts';

const isSame = (a: Scene, b: Scene, key: keyof Scene): boolean =>
  a[key] === b[key] || (key !== 'words' && JSON.stringify(a[key]) === JSON.stringify(b[key]));

/** Whether two scenes are one picture: most of what is typed changes nothing in it. */
export const sameScene = (a: Scene, b: Scene): boolean =>
  (Object.keys(a) as (keyof Scene)[]).every((key) => isSame(a, b, key));
