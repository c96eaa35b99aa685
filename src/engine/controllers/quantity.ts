const SUFFIXES: Record<string, number> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** A resource quantity (`500m`, `16Gi`, 4) as a number; 0 when it is none. */
export function quantity(value: unknown): number {
  const parts = /^([+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)([A-Za-z]*)$/.exec(String(value ?? '0').trim());
  const factor = SUFFIXES[parts?.[2] ?? ''];
  const number = Number(parts?.[1]);
  return parts && factor !== undefined && Number.isFinite(number) ? number * factor : 0;
}
