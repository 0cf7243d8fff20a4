import * as iconSet from '../src/icons/icon-set.ts';
import {
  Badge,
  Button,
  Callout,
  Heading,
  Icon,
  type IconName,
  Paragraph,
  Section,
  Skeleton,
  Text,
  useToasts,
  XStack,
  YStack,
} from '../src/index.ts';

export function Feedback() {
  const toasts = useToasts();
  return (
    <Section title="Feedback">
      <XStack gap="$2" flexWrap="wrap">
        {(['neutral', 'accent', 'info', 'success', 'warning', 'danger'] as const).map((tone) => (
          <Badge key={tone} tone={tone}>
            {tone}
          </Badge>
        ))}
      </XStack>
      <Callout title="The books of October are closed.">Entries before 1 November are refused.</Callout>
      <Callout tone="warning" title="Two lines have no cost center." action={<Button size="small">Show them</Button>} />
      <Callout
        tone="danger"
        title="Saving failed: somebody else changed this entry meanwhile."
        action={<Button size="small">Load theirs</Button>}
      />
      <Callout tone="success" title="Stock and ledger agree." />
      <XStack gap="$2">
        <Button onPress={() => toasts.show({ tone: 'success', title: 'JE-2026-00031 submitted' })}>Good news</Button>
        <Button
          onPress={() =>
            toasts.show({
              tone: 'danger',
              title: 'The server did not answer',
              detail: 'Your changes are still here.',
              action: { label: 'Try again', onPress() {} },
            })
          }
        >
          Bad news
        </Button>
      </XStack>
      <YStack gap="$2" maxWidth={320}>
        <Skeleton width="40%" height={16} />
        <Skeleton />
        <Skeleton width="70%" />
      </YStack>
      <YStack gap="$1">
        <Heading level={1}>Heading one 1,234.00</Heading>
        <Heading level={2}>Heading two</Heading>
        <Heading level={3}>Heading three</Heading>
        <Paragraph>
          Running text at a readable measure: thirteen pixels on twenty, a system face, tabular figures where numbers stand in columns.
        </Paragraph>
        <Text tone="muted">Muted</Text>
        <Text tone="danger" size="small">
          Small and wrong
        </Text>
      </YStack>
      <XStack gap="$3" flexWrap="wrap">
        {(Object.keys(iconSet) as IconName[]).map((name) => (
          <Icon key={name} name={name} />
        ))}
      </XStack>
    </Section>
  );
}
