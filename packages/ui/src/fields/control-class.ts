/** Class of an input's box: `desk-control` plus its size and look. */
export function controlClass({ size = 'medium', bare }: { size?: 'small' | 'medium'; bare?: boolean }, extra?: string): string {
  return ['desk-control', size === 'small' && 'is-small', bare && 'is-bare', extra].filter(Boolean).join(' ');
}
