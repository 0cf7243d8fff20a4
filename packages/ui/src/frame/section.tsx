import { type ReactNode, useId } from 'react';
import { Section as Frame, XStack, YStack } from 'tamagui';
import { Heading } from '../words/heading.tsx';
import { Text } from '../words/text.tsx';

export interface SectionProps {
  title?: string;
  /** A sentence under the title. */
  detail?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A part of a screen under its own heading. */
export function Section({ title, detail, actions, children }: SectionProps) {
  const id = useId();
  return (
    <Frame gap="$3" aria-labelledby={title ? id : undefined}>
      {(title || actions) && (
        <XStack alignItems="center" justifyContent="space-between" gap="$3" minHeight={28}>
          <YStack>
            {title && (
              <Heading level={2} id={id}>
                {title}
              </Heading>
            )}
            {detail && <Text tone="muted">{detail}</Text>}
          </YStack>
          {actions && <XStack gap="$2">{actions}</XStack>}
        </XStack>
      )}
      {children}
    </Frame>
  );
}
