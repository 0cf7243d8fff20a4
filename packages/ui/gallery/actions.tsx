import { useState } from 'react';
import { Button, ConfirmDialog, Dialog, Field, IconButton, Kbd, Menu, Section, Text, TextInput, Tooltip, XStack } from '../src/index.ts';

export function Actions() {
  const [open, setOpen] = useState(false);
  const [asking, setAsking] = useState(false);
  const [name, setName] = useState('');
  return (
    <Section title="Actions">
      <XStack gap="$2" flexWrap="wrap" alignItems="center">
        <Button variant="primary" icon="plus">
          New entry
        </Button>
        <Button icon="save">Save</Button>
        <Button variant="quiet">Cancel</Button>
        <Button variant="danger" icon="trash" onPress={() => setAsking(true)}>
          Delete
        </Button>
        <Button variant="primary" busy>
          Saving
        </Button>
        <Button disabled>Disabled</Button>
        <Button size="small" icon="refresh">
          Small
        </Button>
        <Button onPress={() => setOpen(true)}>Open dialog</Button>
        <Menu
          trigger={<IconButton icon="ellipsis" label="More" variant="default" />}
          items={[
            { label: 'Duplicate', icon: 'copy', onSelect: () => undefined },
            { label: 'Print', icon: 'printer', disabled: true, onSelect: () => undefined },
            'separator',
            { label: 'Delete', icon: 'trash', danger: true, onSelect: () => setAsking(true) },
          ]}
        />
        <IconButton icon="settings" label="Settings" />
        <Tooltip label="Saves without leaving the page">
          <Button>Hint</Button>
        </Tooltip>
        <Text tone="muted" size="small">
          Save with <Kbd>Ctrl</Kbd> <Kbd>S</Kbd>
        </Text>
      </XStack>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="New customer"
        description="Only the name is needed now."
        actions={
          <>
            <Button onPress={() => setOpen(false)}>Cancel</Button>
            <Button variant="primary" onPress={() => setOpen(false)}>
              Create
            </Button>
          </>
        }
      >
        <Field label="Name" required>
          {(aria) => <TextInput {...aria} value={name} onChange={setName} />}
        </Field>
      </Dialog>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Delete JE-2026-00031?"
        confirmLabel="Delete"
        danger
        onConfirm={() => setAsking(false)}
      >
        <Text tone="muted">The draft is gone for good. Submitted entries are cancelled instead.</Text>
      </ConfirmDialog>
    </Section>
  );
}
