import { Page, PageHeader } from '@business-m/ui';
import { BarElement, CategoryScale, Chart, LinearScale, Tooltip } from 'chart.js';
import { useState } from 'react';
import { Bar } from 'react-chartjs-2';

Chart.register(BarElement, CategoryScale, LinearScale, Tooltip);

export default function Screen() {
  const [said, setSaid] = useState('nothing chosen');
  return (
    <Page>
      <PageHeader title="chart-js" />
      <div style={{ width: 300, height: 200 }}>
        <Bar
          aria-label="Pieces"
          data={{ labels: ['Jan', 'Feb'], datasets: [{ data: [3, 5], barPercentage: 1, categoryPercentage: 1 }] }}
          options={{
            animation: false,
            maintainAspectRatio: false,
            onClick: (_, [bar]) => bar && setSaid(`${['Jan', 'Feb'][bar.index]} chosen`),
          }}
        />
      </div>
      <output>{said}</output>
    </Page>
  );
}
