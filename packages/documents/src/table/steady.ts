import type { RowFieldMeta } from '@business-m/metadata';
import { conditionFields } from '@business-m/metadata';
import { useMemo, useRef } from 'react';
import type { TableColumn } from './table-options.ts';

type Values = Readonly<Record<string, unknown>>;

/** The same function from drawing to drawing, which does what the last one does: what it is handed to is not drawn again for it. */
export function useLatest<Args extends unknown[], Result>(does: (...args: Args) => Result): (...args: Args) => Result {
  const latest = useRef(does);
  latest.current = does;
  return useRef((...args: Args) => latest.current(...args)).current;
}

/**
 * The document's values for the rows of a table: another object only when a field changed that a column reads, in a condition or as one of a
 * remote's own. So typing into a remark draws no row.
 */
export function useValuesRead(values: Values, columns: readonly RowFieldMeta[], extra: readonly TableColumn[]): Values {
  const reads = useMemo(() => {
    const conditions = columns.flatMap(({ visibleWhen, requiredWhen }) => [visibleWhen, requiredWhen].filter((each) => each !== undefined));
    const own = extra.map((column) => column.reads);
    const compared = columns.flatMap(({ linkSame = [] }) => linkSame);
    return own.includes(undefined) ? null : [...conditions.flatMap(conditionFields), ...compared, ...own.flatMap((names) => names ?? [])];
  }, [columns, extra]);
  const last = useRef(values);
  if (reads === null || reads.some((name) => last.current[name] !== values[name])) last.current = values;
  return last.current;
}
