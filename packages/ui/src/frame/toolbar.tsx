import type { ReactNode } from 'react';
import { XStack } from 'tamagui';

export interface ToolbarProps {
  /** What the controls are for. Default "Filters". */
  label?: string;
  children: ReactNode;
  /** Pushed to the far edge: a count, an export. */
  end?: ReactNode;
}

/** A row of controls over what they act on. */
export function Toolbar({ label = 'Filters', children, end }: ToolbarProps) {
  return (
    <XStack className="desk-toolbar" role="group" aria-label={label} alignItems="flex-end" gap="$2" rowGap="$2" flexWrap="wrap">
      {children}
      {end && (
        <XStack alignItems="center" gap="$2" marginLeft="auto" minHeight={32}>
          {end}
        </XStack>
      )}
    </XStack>
  );
}
