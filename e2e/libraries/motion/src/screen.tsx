import { Page, PageHeader } from '@business-m/ui';
import { AnimatePresence, motion } from 'motion/react';
import { useState } from 'react';

export default function Screen() {
  const [isThere, setThere] = useState(false);
  return (
    <Page>
      <PageHeader title="motion" />
      <button type="button" onClick={() => setThere(!isThere)}>
        Toggle
      </button>
      <AnimatePresence>
        {isThere && (
          <motion.output initial={{ opacity: 0 }} animate={{ opacity: 0.5 }} exit={{ opacity: 0 }} transition={{ duration: 0.05 }}>
            there
          </motion.output>
        )}
      </AnimatePresence>
    </Page>
  );
}
