/** Why this process will not run, in a sentence for whoever started it: no bug, so no stack. */
export class CannotStart extends Error {}
