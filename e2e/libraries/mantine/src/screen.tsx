import { Page, PageHeader } from '@business-m/ui';
import { Button, MantineProvider, Modal, NumberInput } from '@mantine/core';
import '@mantine/core/styles.css';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';

export default function Screen() {
  const [isOpen, { open, close }] = useDisclosure();
  const [count, setCount] = useState<string | number>(1);
  return (
    <Page>
      <PageHeader title="mantine" />
      <MantineProvider>
        <Button onClick={open}>Open</Button>
        <NumberInput label="Count" value={count} onChange={setCount} />
        <Modal opened={isOpen} onClose={close} title="Opened by Mantine">
          <Button onClick={close}>Close</Button>
        </Modal>
      </MantineProvider>
      <output>{count} pieces</output>
    </Page>
  );
}
