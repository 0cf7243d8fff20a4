/** A reason not to publish, in words for the person who tries. `path` is dotted, inside `remote.json`, or a file of the release. */
export interface PublishFault {
  code: string;
  path: string;
  message: string;
}

/** Why a build is not published, or a release not deleted, in words for the person who tries. Nobody is served anything else than before. */
export class PublishRefusal extends Error {
  override name = 'PublishRefusal';
  readonly code: string;
  /** One or more; where there is only one, its sentence is the message. */
  readonly faults: readonly PublishFault[];

  constructor(code: string, message: string, { faults, cause }: { faults?: readonly PublishFault[]; cause?: unknown } = {}) {
    super(faults && faults.length > 0 ? `${message}\n  ${faults.map(sentence).join('\n  ')}` : message, { cause });
    this.code = code;
    this.faults = faults ?? [{ code, path: '', message }];
  }
}

const sentence = ({ path, message }: PublishFault) => (path ? `${path}: ${message}` : message);
