import { Page, PageHeader } from '@business-m/ui';
import { useState } from 'react';
import './tailwind.css';

export default function Screen() {
  const [isPaid, setPaid] = useState(false);
  return (
    <Page>
      <PageHeader title="tailwind" />
      <button type="button" className="rounded-lg bg-brand px-4 py-2 tracking-[3px] text-white shadow-lg" onClick={() => setPaid(true)}>
        Pay
      </button>
      <output className={isPaid ? 'text-[rgb(0,128,0)]' : 'text-[rgb(200,0,0)]'}>{isPaid ? 'paid' : 'open'}</output>
    </Page>
  );
}
