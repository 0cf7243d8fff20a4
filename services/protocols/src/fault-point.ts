/** Moments at which a process that dies leaves most behind; the chaos tests kill it here. */
export const faultPoints = [
  /** A document's transaction is committed, its message not yet dispatched. */
  'outbox.committed',
  /** The transport has the message, the outbox does not know yet. */
  'outbox.dispatched',
  /** The receiver's transaction is committed, the outcome not yet sent. */
  'receiver.committed',
  /** The outcome is sent, the message not yet acknowledged. */
  'receiver.answered',
  /** The sender has written the outcome down, it is not yet acknowledged. */
  'outbox.settled',
] as const;
export type FaultPoint = (typeof faultPoints)[number];

let onFaultPoint: ((point: FaultPoint) => void) | null = null;

/** Installs what happens at fault points, or nothing with `null`. Only the host calls this, and never in production. */
export function armFaultPoints(handler: ((point: FaultPoint) => void) | null): void {
  onFaultPoint = handler;
}

/** Does nothing unless a test armed it. */
export function faultPoint(point: FaultPoint): void {
  onFaultPoint?.(point);
}
