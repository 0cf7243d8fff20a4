import { formatCount } from '@business-m/documents';
import { IconButton, Text, XStack } from '@business-m/ui';

export interface PagerProps {
  /** From 1. */
  page: number;
  pageSize: number;
  total: number;
  onPage(page: number): void;
}

export function Pager({ page, pageSize, total, onPage }: PagerProps) {
  const pages = Math.ceil(total / pageSize);
  if (pages <= 1) return null;
  const first = (page - 1) * pageSize + 1;
  return (
    <XStack render="nav" aria-label="Pages" alignItems="center" justifyContent="flex-end" gap="$2">
      <Text tone="muted" size="small" numeric>
        {formatCount(first)}–{formatCount(Math.min(total, first + pageSize - 1))} of {formatCount(total)}
      </Text>
      <IconButton
        icon="chevron-left"
        label="Previous page"
        size="small"
        variant="default"
        disabled={page <= 1}
        onPress={() => onPage(page - 1)}
      />
      <IconButton
        icon="chevron-right"
        label="Next page"
        size="small"
        variant="default"
        disabled={page >= pages}
        onPress={() => onPage(page + 1)}
      />
    </XStack>
  );
}
