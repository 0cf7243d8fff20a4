import { Page, PageHeader } from '@business-m/ui';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';

export default function Screen() {
  const place = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({ count: 10_000, getScrollElement: () => place.current, estimateSize: () => 30 });
  return (
    <Page>
      <PageHeader title="react-virtual" />
      <button type="button" onClick={() => rows.scrollToIndex(9_000)}>
        Go on
      </button>
      <div ref={place} style={{ height: 200, overflow: 'auto' }}>
        <ul style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {rows.getVirtualItems().map(({ index, start }) => (
            <li key={index} style={{ position: 'absolute', top: start, height: 30 }}>
              row {index}
            </li>
          ))}
        </ul>
      </div>
    </Page>
  );
}
