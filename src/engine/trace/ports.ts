/** Privileged ports stay privileged, as far as credentials hang on them (nf_nat_l4proto_unique_tuple). */
function rangeLike(port: number): { lowest: number; count: number } {
  if (port >= 1024) return { lowest: 1024, count: 65536 - 1024 };
  return port < 512 ? { lowest: 1, count: 511 } : { lowest: 600, count: 1024 - 600 };
}

/**
 * A port that stands for a random one: masquerading with `--random-fully` takes any that is free, and without it does
 * so when the connection's own is taken (nf_nat_core.c, get_unique_tuple). Always the same for a text. `own` is the port
 * that it stands for.
 */
export function randomPort(text: string, isTaken: (port: number) => boolean = () => false, own = 1024): number {
  let hash = 2166136261;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619) >>> 0;
  const { lowest, count } = rangeLike(own);
  for (let offset = 0; offset < count; offset++) {
    const port = lowest + ((hash + offset) % count);
    if (!isTaken(port)) return port;
  }
  return 0;
}
