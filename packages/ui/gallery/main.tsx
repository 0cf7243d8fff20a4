import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import * as iconSet from '../src/icons/icon-set.ts';
import {
  Badge,
  Button,
  Callout,
  ConfirmDialog,
  type DeskTheme,
  DeskUi,
  Heading,
  Icon,
  IconButton,
  type IconName,
  Kbd,
  Menu,
  Page,
  PageHeader,
  Section,
  Skeleton,
  Text,
  ToastRegion,
  Tooltip,
  useToasts,
  XStack,
} from '../src/index.ts';
import { Fields, Grids } from './fields-and-grids.tsx';

const variants = ['primary', 'default', 'quiet', 'danger'] as const;
const tones = ['info', 'success', 'warning', 'danger'] as const;

function Actions() {
  const toasts = useToasts();
  const [asking, setAsking] = useState(false);
  return (
    <Section title="Actions">
      <XStack gap="$2" flexWrap="wrap" alignItems="center">
        {variants.map((variant) => (
          <Button key={variant} variant={variant} icon="save" onPress={() => setAsking(true)}>
            {variant}
          </Button>
        ))}
        <Button busy>Saving</Button>
        <Button disabled>Disabled</Button>
        <Button size="small">Small</Button>
        <IconButton icon="settings" label="Settings" />
        <Tooltip label="Saves without leaving the page">
          <Button>Hint</Button>
        </Tooltip>
        <Menu
          trigger={<IconButton icon="ellipsis" label="More" variant="default" />}
          items={[
            { label: 'Refresh', icon: 'refresh', disabled: true, onSelect: () => undefined },
            'separator',
            { label: 'Delete', icon: 'trash', danger: true, onSelect: () => setAsking(true) },
          ]}
        />
        {tones.map((tone) => (
          <Button key={tone} onPress={() => toasts.show({ tone, title: `A toast: ${tone}`, detail: 'Your changes are still here.' })}>
            Toast: {tone}
          </Button>
        ))}
      </XStack>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Delete it?"
        confirmLabel="Delete"
        danger
        onConfirm={() => setAsking(false)}
      >
        <Text tone="muted">The draft is gone for good.</Text>
      </ConfirmDialog>
    </Section>
  );
}

function Feedback() {
  return (
    <Section title="Feedback and words">
      {tones.map((tone) => (
        <Callout key={tone} tone={tone} title={`A callout: ${tone}`} action={<Button size="small">Show it</Button>}>
          Entries before 1 November are refused.
        </Callout>
      ))}
      <XStack gap="$2" flexWrap="wrap" alignItems="center">
        {(['neutral', 'accent', ...tones] as const).map((tone) => (
          <Badge key={tone} tone={tone}>
            {tone}
          </Badge>
        ))}
        <Skeleton width={120} />
        <Text tone="muted" size="small">
          Save with <Kbd>Ctrl</Kbd> <Kbd>S</Kbd>
        </Text>
      </XStack>
      {([1, 2, 3, 4] as const).map((level) => (
        <Heading key={level} level={level}>{`Heading ${level}, 1,234.00`}</Heading>
      ))}
      <XStack gap="$3" flexWrap="wrap">
        {[...(Object.keys(iconSet) as IconName[]), 'no-such-icon'].map((name) => (
          <Icon key={name} name={name} />
        ))}
      </XStack>
    </Section>
  );
}

function Gallery() {
  const [theme, setTheme] = useState<DeskTheme>(new URLSearchParams(location.search).get('theme') === 'dark' ? 'dark' : 'light');
  const other = theme === 'light' ? 'dark' : 'light';
  return (
    <DeskUi theme={theme}>
      <ToastRegion>
        <Page>
          <PageHeader
            title="Gallery"
            subtitle="What the desk is made of."
            actions={<Button onPress={() => setTheme(other)}>{other}</Button>}
          />
          <Grids />
          <Fields />
          <Actions />
          <Feedback />
        </Page>
      </ToastRegion>
    </DeskUi>
  );
}

const root = document.getElementById('root');
if (root) createRoot(root).render(<Gallery />);
