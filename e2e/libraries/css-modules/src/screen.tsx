import { Page, PageHeader } from '@business-m/ui';
import { useState } from 'react';
import styles from './totals.module.css';

export default function Screen() {
  const [isPaid, setPaid] = useState(false);
  return (
    <Page>
      <PageHeader title="css-modules" />
      <button type="button" className={styles.wide} onClick={() => setPaid(true)}>
        Pay
      </button>
      <output className={isPaid ? styles.paid : styles.open}>{isPaid ? 'paid' : 'open'}</output>
    </Page>
  );
}
