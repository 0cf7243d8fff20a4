/** A wait that must end: `onExpire` unless it is put off or stopped. */
export interface Deadline {
  putOff(): void;
  stop(): void;
}

export function startDeadline(ms: number, onExpire: () => void): Deadline {
  const timer = setTimeout(onExpire, ms);
  return { putOff: () => void timer.refresh(), stop: () => clearTimeout(timer) };
}
