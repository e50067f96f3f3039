/** A block of the city between crop marks. Decoration: the name stands beside it. */
export function Logo({ size = 32 }: { readonly size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
    >
      <path d="M3 9V3h6M23 3h6v6M29 23v6h-6M9 29H3v-6" />
      <path
        d="m16 8.5 6.5 3.7v7.6L16 23.5l-6.5-3.7v-7.6L16 8.5Zm-6.5 3.7 6.5 3.7 6.5-3.7M16 15.9v7.6"
        stroke="var(--color-accent)"
        strokeLinejoin="round"
      />
    </svg>
  );
}
