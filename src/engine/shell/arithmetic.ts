/** What `$((…))` is worth: whole numbers, names of variables (0 where there is none), `+ - * / %`, parentheses. */
export function arithmetic(text: string, valueOf: (name: string) => string): number | undefined {
  const tokens = text.match(/\d+|[A-Za-z_]\w*|\$[A-Za-z_]\w*|\S/g) ?? [];
  let at = 0;

  function unit(): number {
    const token = tokens[at++] ?? '';
    if (token === '-') return -unit();
    if (token === '(') {
      const value = sum();
      return tokens[at++] === ')' ? value : Number.NaN;
    }
    if (/^\d+$/.test(token)) return Number(token);
    if (!/^\$?[A-Za-z_]/.test(token)) return Number.NaN;
    return Number(valueOf(token.replace('$', '')) || 0);
  }
  function product(): number {
    let value = unit();
    for (let sign = tokens[at]; sign === '*' || sign === '/' || sign === '%'; sign = tokens[at]) {
      at += 1;
      const by = unit();
      value = sign === '*' ? value * by : sign === '/' ? Math.trunc(value / by) : value % by;
    }
    return value;
  }
  function sum(): number {
    let value = product();
    for (let sign = tokens[at]; sign === '+' || sign === '-'; sign = tokens[at]) {
      at += 1;
      value += sign === '+' ? product() : -product();
    }
    return value;
  }

  const value = sum();
  return at === tokens.length && Number.isFinite(value) ? value : undefined;
}
