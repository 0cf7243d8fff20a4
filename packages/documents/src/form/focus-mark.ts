/** Where the cursor is in a form, by what outlives the form: the input's own words. */
export interface FocusMark {
  label: string;
  start: number | null;
  end: number | null;
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const isControl = (element: Element | null): element is Control =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement;

const labelOf = (control: Control) => control.getAttribute('aria-label') ?? control.labels?.[0]?.textContent ?? '';

/** The input that has the focus; null when none has. */
export function markFocus(): FocusMark | null {
  const active = document.activeElement;
  if (!isControl(active)) return null;
  const words = active instanceof HTMLSelectElement ? null : active;
  return { label: labelOf(active), start: words?.selectionStart ?? null, end: words?.selectionEnd ?? null };
}

/** Puts the cursor where it was, in another drawing of the same form. */
export function restoreFocus(root: HTMLElement, { label, start, end }: FocusMark): void {
  const control = [...root.querySelectorAll('input, textarea, select')].find(
    (candidate): candidate is Control => isControl(candidate) && labelOf(candidate) === label,
  );
  control?.focus();
  // Some types of input have no caret to speak of.
  if (start !== null && control && !(control instanceof HTMLSelectElement) && control.selectionStart !== null)
    control.setSelectionRange(start, end);
}
