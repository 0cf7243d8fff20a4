import type { CSSProperties } from 'react';
import { Icon } from '../icons/icon.tsx';
import { columnClass, type DataGridProps, type GridColumn } from './grid-column.ts';

/** The sticky header: a sortable column's name is a button, its order is said by `aria-sort`. */
export function GridHeader<Row>({ columns, sort, onSort }: Pick<DataGridProps<Row>, 'columns' | 'sort' | 'onSort'>) {
  return (
    <thead>
      <tr>
        {columns.map((column) => {
          const direction = sort?.column === column.id ? sort.direction : undefined;
          const sortable = column.sortable && onSort !== undefined;
          return (
            <th
              key={column.id}
              scope="col"
              className={columnClass(column)}
              style={widthOf(column)}
              aria-sort={sortable ? (direction === 'asc' ? 'ascending' : direction === 'desc' ? 'descending' : 'none') : undefined}
            >
              {sortable ? (
                <button
                  type="button"
                  className="desk-sort"
                  onClick={() => onSort({ column: column.id, direction: direction === 'asc' ? 'desc' : 'asc' })}
                >
                  {column.header}
                  <Icon name={direction === 'desc' ? 'arrow-down' : 'arrow-up'} size={12} />
                </button>
              ) : (
                column.header
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

/** A variable, not a width: at phone width columns share the room by what they hold. */
function widthOf({ width }: Pick<GridColumn<unknown>, 'width'>): CSSProperties | undefined {
  if (width === undefined) return undefined;
  return { '--width': typeof width === 'number' ? `${width}px` : width } as CSSProperties;
}
