/** The packet's way: from outside, over an address that is only rules, to a Pod. */
export function Logo() {
  return (
    <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
      <path d="M4 16C6 5 10 5 11 11S16 15 18 6" fill="none" stroke="var(--text)" strokeWidth="1.8" />
      <circle cx="4" cy="16" r="3" fill="var(--out)" />
      <circle
        cx="11"
        cy="11"
        r="2.6"
        fill="var(--panel)"
        stroke="var(--cluster)"
        strokeWidth="1.6"
        strokeDasharray="2 1.4"
      />
      <circle cx="18" cy="6" r="3" fill="var(--pod)" />
    </svg>
  );
}
