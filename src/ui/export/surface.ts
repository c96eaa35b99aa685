/** A canvas of a worker. */
export function surface(width: number, height: number) {
  const canvas = new OffscreenCanvas(width, height);
  return { canvas, ctx: canvas.getContext('2d', { willReadFrequently: true })! };
}
