import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { Skeleton } from '../words/marks.tsx';
import { columnClass, type DataGridProps } from './grid-column.ts';
import { GridHeader } from './grid-header.tsx';
import { GridRow } from './grid-row.tsx';
import { useRowKeys } from './use-row-keys.ts';

/**
 * Rows and columns as a real `<table>`. One tab stop for the rows, arrows move, Enter opens; numbers align; the header sticks.
 * Too wide for its place, it scrolls inside itself, never the page.
 *
 * @example <DataGrid label="Customers" columns={columns} rows={rows} rowKey={(row) => row.id} rowHref={(row) => `/customers/${row.id}`} />
 */
export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { label, columns, rows, rowKey, loading = false, empty, footer, dense, skeletonRows = 8 } = props;
  const frame = useRef<HTMLDivElement>(null);
  const overflows = useOverflow(frame);
  const { stop, onFocus, onKeyDown } = useRowKeys(rows.length);
  const waiting = loading && rows.length === 0;
  return (
    <div
      ref={frame}
      className={['desk-grid', dense && 'is-dense', overflows && 'is-scrolling', columns.some(({ stack }) => stack) && 'is-stacked']
        .filter(Boolean)
        .join(' ')}
    >
      <table aria-label={label} aria-busy={loading || undefined}>
        <GridHeader {...props} />
        <tbody className={loading && !waiting ? 'is-refreshing' : undefined} onFocus={onFocus} onKeyDown={onKeyDown}>
          {waiting && waitingRows(skeletonRows).map((index) => <WaitingRow key={index} columns={columns} index={index} />)}
          {rows.map((row, index) => (
            <GridRow key={rowKey(row)} {...props} row={row} isStop={index === stop} />
          ))}
          {!loading && rows.length === 0 && empty !== undefined && (
            <tr>
              <td className="is-empty" colSpan={columns.length}>
                {empty}
              </td>
            </tr>
          )}
        </tbody>
        {footer && rows.length > 0 && (
          <tfoot>
            <tr>
              {columns.map((column) => (
                <td key={column.id} className={columnClass(column)}>
                  {footer[column.id]}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

const waitingRows = (count: number) => Array.from({ length: count }, (_, index) => index);

function WaitingRow<Row>({ columns, index }: Pick<DataGridProps<Row>, 'columns'> & { index: number }) {
  return (
    <tr>
      {columns.map((column, place) => (
        <td key={column.id} className={columnClass(column)}>
          <Skeleton width={column.align === 'end' ? 64 : 72 + ((index * 37 + place * 53) % 64)} height={10} />
        </td>
      ))}
    </tr>
  );
}

/** Only a grid that overflows scrolls: otherwise the header sticks to the page. */
function useOverflow(frame: RefObject<HTMLDivElement | null>): boolean {
  const [overflows, setOverflows] = useState(false);
  useLayoutEffect(() => {
    const element = frame.current;
    const table = element?.firstElementChild;
    if (!element || !table || typeof ResizeObserver === 'undefined') return;
    const measure = () => setOverflows(table.scrollWidth > element.clientWidth + 1);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    observer.observe(table);
    measure();
    return () => observer.disconnect();
  }, [frame]);
  return overflows;
}
