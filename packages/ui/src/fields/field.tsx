import { type ReactNode, useId } from 'react';
import { Icon } from '../icons/icon.tsx';
import type { ControlAria } from './input.ts';

export interface FieldProps {
  label: string;
  help?: ReactNode;
  /** A sentence; shown in place of the help, so that the form keeps its height. */
  error?: string | null;
  required?: boolean;
  /** For a label that the eye does not need (a search box); it stays for screen readers. */
  hideLabel?: boolean;
  children(aria: ControlAria & { id: string }): ReactNode;
}

/** A label, its control, and what explains or faults it, tied together by ids. */
export function Field({ label, help, error, required, hideLabel, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}note`;
  const note = error || help;
  return (
    <div className="desk-field" data-invalid={error ? true : undefined}>
      <label htmlFor={id} className={hideLabel ? 'desk-hidden' : 'desk-label'}>
        {label}
        {required && (
          <span className="desk-required" aria-hidden="true">
            *
          </span>
        )}
      </label>
      {children({
        id,
        ...(note ? { 'aria-describedby': noteId } : {}),
        ...(error ? { 'aria-invalid': true } : {}),
        ...(required ? { 'aria-required': true } : {}),
      })}
      {note && (
        <div id={noteId} className={error ? 'desk-note is-error' : 'desk-note'}>
          {error && <Icon name="circle-alert" size={13} />}
          <span>{note}</span>
        </div>
      )}
    </div>
  );
}
