/** The steps of a publication, in their order. */
export type PublishStep = 'inspect' | 'gate' | 'upload' | 'verify' | 'sign' | 'register';

/** Where a publication is; told often enough for a progress bar. */
export interface PublishProgress {
  step: PublishStep;
  /** Of `total` files; a step without files has 0 of 0. */
  done: number;
  total: number;
  path?: string;
}

export type OnProgress = (progress: PublishProgress) => void;
