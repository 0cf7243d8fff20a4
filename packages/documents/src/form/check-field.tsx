import { Checkbox } from '@business-m/ui';
import { useId } from 'react';

export interface CheckFieldProps {
  label: string;
  help?: string | undefined;
  error?: string | undefined;
  value: boolean;
  onChange(value: boolean): void;
  autoFocus?: boolean;
}

/** A yes or no of a form: its words stand beside the box, what they mean below them. */
export function CheckField({ label, help, error, value, onChange, autoFocus = false }: CheckFieldProps) {
  const noteId = useId();
  const note = error ?? help;
  return (
    <div className="desk-check-field">
      <Checkbox
        value={value}
        onChange={onChange}
        autoFocus={autoFocus}
        {...(note ? { 'aria-describedby': noteId } : {})}
        {...(error ? { 'aria-invalid': true } : {})}
      >
        {label}
      </Checkbox>
      {note && (
        <div id={noteId} className={error ? 'desk-note is-error' : 'desk-note'}>
          {note}
        </div>
      )}
    </div>
  );
}
