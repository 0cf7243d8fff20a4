/** The place of the cursor, by the input's label, which outlives the form. */
export interface FocusMark {
  label: string;
  start: number | null;
  end: number | null;
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const isControl = (element: Element | null): element is Control =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement;

const labelOf = (control: Control) => control.getAttribute('aria-label') ?? control.labels?.[0]?.textContent ?? '';

export function markFocus(): FocusMark | null {
  const active = document.activeElement;
  if (!isControl(active)) return null;
  const words = active instanceof HTMLSelectElement ? null : active;
  return { label: labelOf(active), start: words?.selectionStart ?? null, end: words?.selectionEnd ?? null };
}

/** Puts the cursor back, in another drawing of the form. */
export function restoreFocus(root: HTMLElement, { label, start, end }: FocusMark): void {
  const control = [...root.querySelectorAll('input, textarea, select')].find(
    (candidate): candidate is Control => isControl(candidate) && labelOf(candidate) === label,
  );
  control?.focus();
  if (start !== null && control && !(control instanceof HTMLSelectElement) && control.selectionStart !== null)
    control.setSelectionRange(start, end);
}
