import { Page, PageHeader } from '@business-m/ui';
import { Button, DatePicker, Modal, Select, Table } from 'antd';
import { useState } from 'react';

const rows = [
  { key: 1, name: 'Bike', count: 3 },
  { key: 2, name: 'Wheel', count: 12 },
];

export default function Screen() {
  const [isOpen, setOpen] = useState(false);
  const [unit, setUnit] = useState('kg');
  return (
    <Page>
      <PageHeader title="antd" />
      <Button type="primary" onClick={() => setOpen(true)}>
        Open
      </Button>
      <Select
        aria-label="Unit"
        value={unit}
        onChange={setUnit}
        options={[
          { value: 'kg', label: 'Kilograms' },
          { value: 'g', label: 'Grams' },
        ]}
      />
      <DatePicker aria-label="Day" />
      <Table
        dataSource={rows}
        columns={[
          { title: 'Item', dataIndex: 'name' },
          { title: 'Count', dataIndex: 'count', sorter: (a, b) => a.count - b.count },
        ]}
        pagination={false}
      />
      <Modal title="Opened by Ant Design" open={isOpen} onOk={() => setOpen(false)} onCancel={() => setOpen(false)} />
      <output>{unit}</output>
    </Page>
  );
}
