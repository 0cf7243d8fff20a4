/** What jsdom lacks of a browser. A set-up file of Vitest, because Tamagui asks for `matchMedia` as soon as it is imported. */
if (typeof window !== 'undefined') {
  // Nothing ever matches.
  window.matchMedia ??= (media) =>
    Object.assign(new EventTarget(), { matches: false, media, onchange: null, addListener: () => {}, removeListener: () => {} });
  Element.prototype.scrollIntoView ??= () => {};
  // Without layout no element has a box, and what has no box cannot have the focus.
  const box = new DOMRect(0, 0, 1, 1);
  Element.prototype.getClientRects = function getClientRects() {
    const shown = this.isConnected && this.closest('[hidden]') === null;
    return Object.assign(shown ? [box] : [], { item: () => (shown ? box : null) });
  };
}
