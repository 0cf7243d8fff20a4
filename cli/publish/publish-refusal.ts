import { Refusal } from '@business-m/metadata';

/** A reason not to publish, for the person who tries. `path` is dotted, inside `remote.json`, or a file of the release. */
export interface PublishFault {
  code: string;
  path: string;
  message: string;
}

/** Why a build is not published, or a release not deleted. What is served stays as it was. */
export class PublishRefusal extends Refusal {
  override name = 'PublishRefusal';
  /** One or more; where there is only one, its sentence is the message. */
  readonly faults: readonly PublishFault[];

  constructor(code: string, sentence: string, { faults = [], cause }: { faults?: readonly PublishFault[]; cause?: unknown } = {}) {
    const found = faults.length > 0 ? faults : [{ code, path: '', message: sentence }];
    super(code, [sentence, ...faults.map(lineOf)].join('\n  '), { cause, members: { faults: found } });
    this.faults = found;
  }
}

const lineOf = ({ path, message }: PublishFault) => (path ? `${path}: ${message}` : message);
