import { Page, PageHeader } from '@business-m/ui';
import { FloatingPortal, flip, offset, useFloating, useHover, useInteractions, useRole } from '@floating-ui/react';
import { useState } from 'react';

export default function Screen() {
  const [isOpen, setOpen] = useState(false);
  const { refs, floatingStyles, context } = useFloating({ open: isOpen, onOpenChange: setOpen, middleware: [offset(5), flip()] });
  const { getReferenceProps, getFloatingProps } = useInteractions([useHover(context), useRole(context, { role: 'tooltip' })]);
  return (
    <Page>
      <PageHeader title="floating-ui" />
      <button type="button" ref={refs.setReference} {...getReferenceProps()}>
        Explain
      </button>
      <FloatingPortal>
        {isOpen && (
          <div ref={refs.setFloating} style={floatingStyles} {...getFloatingProps()}>
            Explained by Floating UI
          </div>
        )}
      </FloatingPortal>
    </Page>
  );
}
