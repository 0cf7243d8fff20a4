import { Page, PageHeader } from '@business-m/ui';
import { useState } from 'react';
import {
  Button,
  Dialog,
  DialogTrigger,
  Heading,
  Label,
  ListBox,
  ListBoxItem,
  Modal,
  Popover,
  Select,
  SelectValue,
} from 'react-aria-components';

export default function Screen() {
  const [unit, setUnit] = useState('kg');
  return (
    <Page>
      <PageHeader title="react-aria" />
      <DialogTrigger>
        <Button>Open</Button>
        <Modal>
          <Dialog>
            <Heading slot="title">Opened by React Aria</Heading>
            <Button slot="close">Close</Button>
          </Dialog>
        </Modal>
      </DialogTrigger>
      <Select value={unit} onChange={(key) => setUnit(String(key))}>
        <Label>Unit</Label>
        <Button>
          <SelectValue />
        </Button>
        <Popover>
          <ListBox>
            <ListBoxItem id="kg">Kilograms</ListBoxItem>
            <ListBoxItem id="g">Grams</ListBoxItem>
          </ListBox>
        </Popover>
      </Select>
      <output>{unit}</output>
    </Page>
  );
}
