import { Page, PageHeader } from '@business-m/ui';
import { useState } from 'react';
import { open, paid, wide } from './totals.css.ts';

export default function Screen() {
  const [isPaid, setPaid] = useState(false);
  return (
    <Page>
      <PageHeader title="vanilla-extract" />
      <button type="button" className={wide} onClick={() => setPaid(true)}>
        Pay
      </button>
      <output className={isPaid ? paid : open}>{isPaid ? 'paid' : 'open'}</output>
    </Page>
  );
}
