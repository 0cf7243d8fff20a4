/**
 * jsdom knows `<dialog>` but not `showModal`: it cannot trap the focus or make the page inert, so tests here say nothing about that
 * (the browser does it, and e2e sees it). What these two do is what the specification says about state and first focus.
 */
export function installModal(): void {
  HTMLDialogElement.prototype.showModal = function showModal() {
    if (this.open) throw new DOMException('The dialog is already open.', 'InvalidStateError');
    this.open = true;
    this.querySelector<HTMLElement>('button, input, select, textarea, a[href]')?.focus();
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
}
