import { Page, PageHeader } from '@business-m/ui';
import { useRef, useState } from 'react';
import { CSSTransition } from 'react-transition-group';

export default function Screen() {
  const place = useRef<HTMLOutputElement>(null);
  const [isThere, setThere] = useState(false);
  return (
    <Page>
      <PageHeader title="react-transition-group" />
      <button type="button" onClick={() => setThere(!isThere)}>
        Toggle
      </button>
      <CSSTransition nodeRef={place} in={isThere} timeout={50} classNames="fade" unmountOnExit>
        <output ref={place}>there</output>
      </CSSTransition>
    </Page>
  );
}
