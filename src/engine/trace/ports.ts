const LOWEST = 1024;
const COUNT = 65536 - LOWEST;

/**
 * A port that stands for a random one: masquerading with `--random-fully` takes any that is free
 * (nf_nat_l4proto_unique_tuple). Always the same for a text.
 */
export function randomPort(text: string, isTaken: (port: number) => boolean = () => false): number {
  let hash = 2166136261;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619) >>> 0;
  for (let offset = 0; offset < COUNT; offset++) {
    const port = LOWEST + ((hash + offset) % COUNT);
    if (!isTaken(port)) return port;
  }
  return 0;
}
