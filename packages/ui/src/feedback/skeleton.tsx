export interface SkeletonProps {
  /** Pixels, or any CSS length. */
  width?: number | string;
  height?: number | string;
}

/** Stands where words will be, at the size they will have. Hidden from assistive technology: mark the region `aria-busy`. */
export function Skeleton({ width = '100%', height = 12 }: SkeletonProps) {
  return <span aria-hidden="true" className="desk-skeleton" style={{ width, height }} />;
}
