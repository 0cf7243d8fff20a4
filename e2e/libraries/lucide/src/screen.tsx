import { Page, PageHeader } from '@business-m/ui';
import { Bike, Package } from 'lucide-react';
import { useState } from 'react';

export default function Screen() {
  const [isBike, setBike] = useState(true);
  return (
    <Page>
      <PageHeader title="lucide" />
      <button type="button" onClick={() => setBike(!isBike)}>
        Toggle
      </button>
      {isBike ? <Bike role="img" aria-label="bike" /> : <Package role="img" aria-label="package" />}
    </Page>
  );
}
