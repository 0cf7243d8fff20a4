import { Page, PageHeader } from '@business-m/ui';
import { useCombobox } from 'downshift';
import { useState } from 'react';

const all = ['Bike', 'Bell', 'Wheel'];

export default function Screen() {
  const [items, setItems] = useState(all);
  const { isOpen, getInputProps, getMenuProps, getItemProps, getLabelProps, selectedItem } = useCombobox({
    items,
    onInputValueChange: ({ inputValue }) => setItems(all.filter((item) => item.includes(inputValue))),
  });
  return (
    <Page>
      <PageHeader title="downshift" />
      {/* biome-ignore lint/a11y/noLabelWithoutControl: downshift ties them together */}
      <label {...getLabelProps()}>Item</label>
      <input {...getInputProps()} />
      <ul {...getMenuProps()}>
        {isOpen &&
          items.map((item, index) => (
            <li key={item} {...getItemProps({ item, index })}>
              {item}
            </li>
          ))}
      </ul>
      <output>{selectedItem ?? 'nothing'} chosen</output>
    </Page>
  );
}
