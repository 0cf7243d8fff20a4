import { Page, PageHeader } from '@business-m/ui';
import { BarChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef, useState } from 'react';

use([BarChart, GridComponent, TooltipComponent, CanvasRenderer]);

export default function Screen() {
  const place = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState('nothing chosen');
  useEffect(() => {
    if (!place.current) return;
    const chart = init(place.current);
    chart.setOption({
      animation: false,
      tooltip: { renderMode: 'richText' },
      grid: { left: 0, right: 0, top: 0, bottom: 0 },
      xAxis: { data: ['Jan', 'Feb'], show: false },
      yAxis: { show: false },
      series: [{ type: 'bar', data: [3, 5], barWidth: '100%' }],
    });
    chart.on('click', ({ name }) => setSaid(`${name} chosen`));
    return () => chart.dispose();
  }, []);
  return (
    <Page>
      <PageHeader title="echarts" />
      <div ref={place} role="img" aria-label="Pieces" style={{ width: 300, height: 200 }} />
      <output>{said}</output>
    </Page>
  );
}
