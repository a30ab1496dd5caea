/** The mark of the product: one stream, with the moment that something happens on it. */
export function Stream({ size = 28 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <path d="M3 21.5c6.5 0 6.5-11 13-11s6.5 11 13 11" fill="none" stroke="#5fc0c6" strokeWidth="3.6" strokeLinecap="round" />
      <path d="M3 27c6.5 0 6.5-11 13-11s6.5 11 13 11" fill="none" stroke="#5fc0c6" strokeOpacity="0.35" strokeWidth="2" strokeLinecap="round" />
      <circle cx="16" cy="10.5" r="3.200" fill="#f0a928" />
    </svg>
  );
}
