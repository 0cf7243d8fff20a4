import { Page, PageHeader } from '@business-m/ui';
import { useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';

const data: uPlot.AlignedData = [
  [1, 2, 3],
  [3, 5, 4],
];

export default function Screen() {
  const place = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState('nothing under the mouse');
  useEffect(() => {
    if (!place.current) return;
    const series = [{}, { label: 'Pieces', stroke: 'teal' }];
    const setCursor = ({ cursor }: uPlot) => cursor.idx != null && setSaid(`${data[1][cursor.idx]} pieces`);
    const plot = new uPlot(
      { width: 300, height: 200, scales: { x: { time: false } }, series, hooks: { setCursor: [setCursor] } },
      data,
      place.current,
    );
    return () => plot.destroy();
  }, []);
  return (
    <Page>
      <PageHeader title="uplot" />
      <div ref={place} role="img" aria-label="Pieces" />
      <output>{said}</output>
    </Page>
  );
}
