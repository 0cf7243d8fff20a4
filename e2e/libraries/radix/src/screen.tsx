import { Page, PageHeader } from '@business-m/ui';
import * as Dialog from '@radix-ui/react-dialog';
import * as Menu from '@radix-ui/react-dropdown-menu';
import { useState } from 'react';

export default function Screen() {
  const [said, setSaid] = useState('nothing chosen');
  return (
    <Page>
      <PageHeader title="radix" />
      <Dialog.Root>
        <Dialog.Trigger>Open</Dialog.Trigger>
        <Dialog.Portal>
          <Dialog.Overlay />
          <Dialog.Content>
            <Dialog.Title>Opened by Radix</Dialog.Title>
            <Dialog.Description>A dialog in the body.</Dialog.Description>
            <Dialog.Close>Close</Dialog.Close>
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog.Root>
      <Menu.Root>
        <Menu.Trigger>More</Menu.Trigger>
        <Menu.Portal>
          <Menu.Content>
            <Menu.Item onSelect={() => setSaid('copied')}>Copy</Menu.Item>
          </Menu.Content>
        </Menu.Portal>
      </Menu.Root>
      <output>{said}</output>
    </Page>
  );
}
