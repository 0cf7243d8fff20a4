import { Page, PageHeader } from '@business-m/ui';
import { useState } from 'react';
import Select from 'react-select';

const options = ['Bike', 'Bell', 'Wheel'].map((label) => ({ value: label, label }));

export default function Screen() {
  const [chosen, setChosen] = useState('nothing');
  return (
    <Page>
      <PageHeader title="react-select" />
      <Select aria-label="Item" options={options} onChange={(option) => setChosen(option?.label ?? 'nothing')} />
      <output>{chosen} chosen</output>
    </Page>
  );
}
