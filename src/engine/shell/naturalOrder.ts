const isLetter = (c: string): boolean => /\p{L}/u.test(c);
const isDigit = (c: string | undefined): boolean => c !== undefined && /\p{Nd}/u.test(c);

/** The order that go-yaml gives keys (sorter.go, keyList.Less): numbers inside by their value, letters last. */
export function naturalOrder(a: string, b: string): number {
  if (a === b) return 0;
  return less([...a], [...b]) ? -1 : 1;
}

function less(a: string[], b: string[]): boolean {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const x = a[i] ?? '';
    const y = b[i] ?? '';
    if (x === y) continue;
    const xLetter = isLetter(x);
    const yLetter = isLetter(y);
    if (xLetter && yLetter) return x < y;
    if (xLetter || yLetter) return yLetter;
    let an = 0;
    let bn = 0;
    if (x === '0' || y === '0')
      for (let j = i - 1; j >= 0 && isDigit(a[j]); j--)
        if (a[j] !== '0') {
          an = 1;
          bn = 1;
          break;
        }
    let ai = i;
    let bi = i;
    for (; isDigit(a[ai]); ai++) an = an * 10 + Number(a[ai]);
    for (; isDigit(b[bi]); bi++) bn = bn * 10 + Number(b[bi]);
    if (an !== bn) return an < bn;
    if (ai !== bi) return ai < bi;
    return x < y;
  }
  return a.length < b.length;
}
