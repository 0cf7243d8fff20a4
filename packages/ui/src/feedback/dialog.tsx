import { type ReactNode, useId } from 'react';
import { ButtonFrame, nativeButton } from '../actions/button.tsx';
import { Icon } from '../icons/icon.tsx';
import { usePopups } from '../popups/load.ts';
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

/** A modal: the rest of the page is inert, the first control inside gets the focus, and closing gives it back. */
export function Dialog({ open, onOpenChange, title, description, children, actions, size = 'medium' }: DialogProps) {
  const id = useId();
  const popups = usePopups(open);
  if (!open || !popups) return null;
  const close = () => onOpenChange(false);
  return (
    <popups.DialogBox
      className={`desk-dialog is-${size}`}
      labelledBy={`${id}title`}
      describedBy={description ? `${id}about` : undefined}
      onClose={close}
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
      <div className="desk-dialog-close" data-dialog-dismiss>
        <ButtonFrame {...nativeButton({ type: 'button', 'aria-label': 'Close' })} look="quiet" room="iconSmall" onClick={close}>
          <Icon name="x" size={14} />
        </ButtonFrame>
      </div>
    </popups.DialogBox>
  );
}
