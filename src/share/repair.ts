/** Undoes percent-encoding, as often as a chain of programs may have applied it. */
function percentDecoded(text: string): string {
  let out = text;
  for (let times = 0; times < 3 && out.includes('%'); times += 1) {
    try {
      out = decodeURIComponent(out);
    } catch {
      return out;
    }
  }
  return out;
}

/**
 * The fragment as it may have been before mail and chat programs had it, likeliest first: percent-encoded,
 * wrapped over several lines, `+` or a blank for `-`, `/` for `_`, `=` appended, and the punctuation of the
 * sentence around it, Chinese too.
 */
export function repairs(raw: string): string[] {
  const decoded = percentDecoded(raw);
  const candidates = new Set<string>();
  for (const text of [raw, decoded]) {
    const oneLine = text.trim().replace(/[\r\n\t\u200b\u00ad\ufeff]+ */g, '');
    const bare = oneLine.replace(/[\s.,;:!?)>\]}*"'=|\u2019\u201d\u2026\u3001-\u3011\uff01-\uff1f]+$/, '');
    const [, version, body] = /^([^/]*\/)(.*)$/s.exec(bare) ?? [];
    candidates.add(text);
    if (version === undefined || body === undefined) {
      candidates.add(bare);
      continue;
    }
    const restored = body.replaceAll('+', '-').replaceAll('/', '_');
    candidates.add(version + restored.replaceAll(' ', '-'));
    candidates.add(version + restored.replaceAll(' ', ''));
  }
  return [...candidates];
}
