import { Button, View, XStack } from '@business-m/ui';
import type { ReactNode } from 'react';

export function SearchBox({ children }: { children: ReactNode }) {
  return (
    <View className="desk-search" width={260} maxWidth="100%">
      {children}
    </View>
  );
}

export interface Pages {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage(options: { cancelRefetch: boolean }): Promise<unknown>;
}

/** Below the rows that are shown: the next page, when there is one. `children` says how many are left. */
export function LoadMore({ pages, children }: { pages: Pages; children?: ReactNode }) {
  if (!pages.hasNextPage) return null;
  return (
    <XStack justifyContent="center" alignItems="center" gap="$3">
      <Button busy={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage({ cancelRefetch: false })}>
        Load more
      </Button>
      {children}
    </XStack>
  );
}

/** The main button of a list, for a user who may create. */
export function NewButton({ can, onPress }: { can: { actions: readonly string[] } | undefined; onPress(): void }) {
  if (!can?.actions.includes('create')) return null;
  return (
    <Button variant="primary" icon="plus" onPress={onPress}>
      New
    </Button>
  );
}
