/** A port that stands for a random one: masquerading with `--random-fully` takes any. Always the same for a text. */
export function randomPort(text: string): number {
  let hash = 2166136261;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619) >>> 0;
  return 1024 + (hash % 64512);
}
