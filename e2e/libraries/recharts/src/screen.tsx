import { Page, PageHeader } from '@business-m/ui';
import { useState } from 'react';
import { Bar, BarChart, Tooltip, XAxis, YAxis } from 'recharts';

const months = [
  { month: 'Jan', pieces: 3 },
  { month: 'Feb', pieces: 5 },
];

export default function Screen() {
  const [said, setSaid] = useState('nothing chosen');
  return (
    <Page>
      <PageHeader title="recharts" />
      <figure aria-label="Pieces">
        <BarChart width={300} height={200} data={months}>
          <XAxis dataKey="month" />
          <YAxis />
          <Tooltip />
          <Bar dataKey="pieces" isAnimationActive={false} onClick={({ payload }) => setSaid(`${payload?.month} chosen`)} />
        </BarChart>
      </figure>
      <output>{said}</output>
    </Page>
  );
}
