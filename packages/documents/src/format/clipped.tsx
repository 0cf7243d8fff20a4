/** Running text in a grid cell: one line, cut where the other columns need the room; whole on hover. */
export function Clipped({ text, width = 260 }: { text: string; width?: number }) {
  return (
    <span
      title={text}
      style={{ display: 'block', maxWidth: `min(${width}px, 38vw)`, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
    >
      {text}
    </span>
  );
}
