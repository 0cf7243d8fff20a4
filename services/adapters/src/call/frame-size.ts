import { Refusal } from '@business-m/protocols';

/** What NATS carries by default is 1 MiB; in process the same holds, so that what passes in one mode passes in the other. */
export const MAX_FRAME_BYTES = 1_000_000;

/** @throws a refusal, since asking for less is the only remedy. */
export function refuseTooLarge(frame: string, maxBytes = MAX_FRAME_BYTES): void {
  const bytes = Buffer.byteLength(frame);
  if (bytes <= maxBytes) return;
  const message = `This is too large to be sent in one piece: ${bytes} bytes, where ${maxBytes} are taken.`;
  throw new Refusal({ code: 'too-large', message });
}
