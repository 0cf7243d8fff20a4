import type { Ref } from 'react';
import { Skeleton } from '../feedback/skeleton.tsx';
import { Icon } from '../icons/icon.tsx';
import { popoverMode } from '../popup/use-popup.ts';

export interface ComboboxOption {
  value: string;
  label: string;
  /** A second, quieter word of meaning: a code, a group. */
  hint?: string;
}

export interface ComboboxListProps {
  ref: Ref<HTMLDivElement>;
  id: string;
  options: readonly ComboboxOption[];
  value: string;
  active: number;
  loading: boolean;
  emptyText: string;
  onActive(index: number): void;
  onChoose(option: ComboboxOption): void;
}

/** The options under a combobox. The focus never leaves the input; presses here must not take it. */
export function ComboboxList({ ref, id, options, value, active, loading, emptyText, onActive, onChoose }: ComboboxListProps) {
  const none = options.length === 0;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keeps the focus in the input, nothing to operate
    <div ref={ref} popover={popoverMode} className="desk-popup" onMouseDown={(event) => event.preventDefault()}>
      <div id={id} role="listbox" aria-busy={loading || undefined} aria-label="Options">
        {options.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the input's, by the combobox pattern
          // biome-ignore lint/a11y/useFocusableInteractive: the input points at the active option
          <div
            key={option.value}
            id={`${id}-${index}`}
            role="option"
            aria-selected={option.value === value}
            className={index === active ? 'desk-option is-active' : 'desk-option'}
            onPointerMove={() => index !== active && onActive(index)}
            onClick={() => onChoose(option)}
          >
            <span className="desk-option-label">{option.label}</span>
            {option.hint && <span className="desk-option-hint">{option.hint}</span>}
            {option.value === value && <Icon name="check" size={14} />}
          </div>
        ))}
      </div>
      {none &&
        loading &&
        ['60%', '45%', '70%'].map((width) => (
          <div key={width} className="desk-option-wait">
            <Skeleton width={width} />
          </div>
        ))}
      <div role="status" className={none && !loading ? 'desk-option-none' : 'desk-hidden'}>
        {none && !loading ? emptyText : ''}
      </div>
    </div>
  );
}
