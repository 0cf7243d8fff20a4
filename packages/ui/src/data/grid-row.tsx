import type { CSSProperties, MouseEvent as Press } from 'react';
import { KitLink } from '../theme/link.tsx';
import { columnClass, type DataGridProps } from './grid-column.ts';

export interface GridRowProps<Row> extends Pick<DataGridProps<Row>, 'columns' | 'onOpen' | 'rowHref' | 'rowDepth' | 'rowTone'> {
  row: Row;
  isStop: boolean;
}

/** One row. What opens it is a true link or button in its first cell; the rest of the row only forwards presses to that. */
export function GridRow<Row>({ columns, onOpen, rowHref, rowDepth, rowTone, row, isStop }: GridRowProps<Row>) {
  const href = rowHref?.(row);
  const opens = href !== undefined || onOpen !== undefined;
  const tone = rowTone?.(row) ?? 'default';
  const depth = rowDepth?.(row) ?? 0;
  const indent = depth > 0 ? ({ '--depth': depth } as CSSProperties) : undefined;
  const tabIndex = isStop ? 0 : -1;
  return (
    <tr
      className={[opens && 'is-open-able', tone !== 'default' && `is-${tone}`].filter(Boolean).join(' ') || undefined}
      onClick={opens ? forward : undefined}
    >
      {columns.map((column, index) => {
        const content = column.render(row);
        return (
          <td
            key={column.id}
            className={columnClass(column)}
            style={index === 0 ? indent : undefined}
            data-label={column.stack === 'tail' ? column.header : undefined}
          >
            {index > 0 || !opens ? (
              content
            ) : href !== undefined ? (
              <KitLink href={href} className="desk-row-open" tabIndex={tabIndex}>
                {content}
              </KitLink>
            ) : (
              <button type="button" className="desk-row-open" tabIndex={tabIndex} onClick={() => onOpen?.(row)}>
                {content}
              </button>
            )}
          </td>
        );
      })}
    </tr>
  );
}

/** A press in the row follows the link, with Ctrl and Shift; not while text is selected. */
function forward(event: Press<HTMLTableRowElement>) {
  if ((event.target as Element).closest('a, button, input, select, textarea, label')) return;
  if (window.getSelection()?.toString()) return;
  const { ctrlKey, metaKey, shiftKey } = event;
  const init = { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey };
  event.currentTarget.querySelector('.desk-row-open')?.dispatchEvent(new MouseEvent('click', init));
}
