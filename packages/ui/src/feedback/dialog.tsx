import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { IconButton } from '../actions/icon-button.tsx';
import { Heading } from '../words/heading.tsx';
import { Text } from '../words/text.tsx';

export interface DialogProps {
  open: boolean;
  /** Asked to close: Escape, the cross, a press outside. */
  onOpenChange(open: boolean): void;
  title: string;
  /** A sentence under the title. */
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, the primary one last. */
  actions?: ReactNode;
  size?: 'small' | 'medium' | 'large';
}

/** The browser's own modal: it traps the focus and makes the rest of the page inert. The first control inside gets the focus. */
export function Dialog(props: DialogProps) {
  return props.open ? <OpenDialog {...props} /> : null;
}

function OpenDialog({ onOpenChange, title, description, children, actions, size = 'medium' }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();

  useLayoutEffect(() => {
    const element = dialog.current;
    const opener = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      // Safari forgets; and removing an open dialog restores nothing anywhere.
      if (opener instanceof HTMLElement && opener.isConnected && document.activeElement !== opener) opener.focus();
    };
  }, []);

  const close = () => onOpenChange(false);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a press on the backdrop; the keyboard has Escape
    <dialog
      ref={dialog}
      className={`desk-dialog is-${size}`}
      aria-labelledby={`${id}title`}
      aria-describedby={description ? `${id}about` : undefined}
      onCancel={(event) => {
        // React state decides what is open; the browser must not close it on its own.
        event.preventDefault();
        if (event.target === dialog.current) close();
      }}
      onClick={(event) => event.target === dialog.current && isOutside(event.currentTarget, event) && close()}
    >
      <header className="desk-dialog-head">
        <Heading level={2} id={`${id}title`}>
          {title}
        </Heading>
        {description && (
          <Text id={`${id}about`} tone="muted" marginTop="$1" display="block">
            {description}
          </Text>
        )}
      </header>
      {children && <div className="desk-dialog-body">{children}</div>}
      {actions && <footer className="desk-dialog-actions">{actions}</footer>}
      {/* Last, so that the first control of the content has the focus. */}
      <div className="desk-dialog-close">
        <IconButton icon="x" label="Close" size="small" onPress={close} />
      </div>
    </dialog>
  );
}

function isOutside(dialog: Element, { clientX, clientY }: { clientX: number; clientY: number }): boolean {
  const { left, right, top, bottom } = dialog.getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
}
