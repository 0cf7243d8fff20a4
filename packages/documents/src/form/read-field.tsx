import { Text, YStack } from '@business-m/ui';
import { type ReactNode, useId } from 'react';

export interface ReadFieldProps {
  label: string;
  error?: string | undefined;
  children: ReactNode;
}

/** A label and a value to read, at the height of an input, so that a form keeps its shape when it is submitted. */
export function ReadField({ label, error, children }: ReadFieldProps) {
  const id = useId();
  return (
    <YStack gap="$1" role="group" aria-labelledby={id} minWidth={0}>
      <Text id={id} size="small" tone="muted" weight="medium">
        {label}
      </Text>
      <div style={{ minHeight: 32, display: 'flex', alignItems: 'center', overflowWrap: 'anywhere' }}>{children}</div>
      {error && (
        <Text tone="danger" size="small">
          {error}
        </Text>
      )}
    </YStack>
  );
}
