import { Page, PageHeader } from '@business-m/ui';
import { animated, useSpring } from '@react-spring/web';
import { useState } from 'react';

export default function Screen() {
  const [isWide, setWide] = useState(false);
  const { width } = useSpring({ width: isWide ? 200 : 100, config: { duration: 30 } });
  return (
    <Page>
      <PageHeader title="react-spring" />
      <button type="button" onClick={() => setWide(true)}>
        Widen
      </button>
      <animated.output style={{ display: 'block', width }}>{isWide ? 'wide' : 'narrow'}</animated.output>
    </Page>
  );
}
