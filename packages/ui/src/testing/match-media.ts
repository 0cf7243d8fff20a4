/**
 * jsdom has no `matchMedia`, and Tamagui asks for it as soon as it is imported: this is a set-up file of Vitest, which runs before any
 * import of a test. Nothing ever matches.
 */
if (typeof window !== 'undefined')
  window.matchMedia ??= (media) =>
    Object.assign(new EventTarget(), { matches: false, media, onchange: null, addListener: () => {}, removeListener: () => {} });
