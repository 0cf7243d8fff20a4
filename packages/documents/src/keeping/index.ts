/** What a form needs now and then only: fetched once the form is there. Imports no value of the form's own chunk. */
export { DeletedOffer } from './deleted-offer.tsx';
export { createKeeper } from './keeper.ts';
export { KeptOffer } from './kept-offer.tsx';
export { mergeEdits } from './merge-edits.ts';
export { StaleDialog } from './stale-dialog.tsx';
