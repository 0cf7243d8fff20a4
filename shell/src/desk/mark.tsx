/** The product's mark: an M whose middle stroke is a check. Decoration beside the name. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg className="shell-mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" />
      <path d="M8 23V10l8 8.5L24 9v14" />
    </svg>
  );
}
