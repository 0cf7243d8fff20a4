import { Page, PageHeader } from '@business-m/ui';
import { Group } from '@visx/group';
import { scaleBand, scaleLinear } from '@visx/scale';
import { Bar } from '@visx/shape';
import { useState } from 'react';

const months = [
  { month: 'Jan', pieces: 3 },
  { month: 'Feb', pieces: 5 },
];
const x = scaleBand({ domain: months.map(({ month }) => month), range: [0, 300], padding: 0.2 });
const y = scaleLinear({ domain: [0, 5], range: [0, 200] });

export default function Screen() {
  const [said, setSaid] = useState('nothing chosen');
  return (
    <Page>
      <PageHeader title="visx" />
      <svg width={300} height={200} role="img" aria-label="Pieces">
        <Group>
          {months.map(({ month, pieces }) => (
            <Bar
              key={month}
              x={x(month)}
              y={200 - y(pieces)}
              width={x.bandwidth()}
              height={y(pieces)}
              onClick={() => setSaid(`${month} chosen`)}
            />
          ))}
        </Group>
      </svg>
      <output>{said}</output>
    </Page>
  );
}
