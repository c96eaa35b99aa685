/** A font as a canvas names it, `600 12px Inter, …`, in its parts. */
export function fontParts(font: string): { weight: string; size: number; family: string } {
  const [, weight = '400', size = '12', family = 'sans-serif'] = /^(?:(\d+) )?([\d.]+)px (.*)$/.exec(font) ?? [];
  return { weight, size: Number(size), family };
}
