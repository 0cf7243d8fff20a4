import { useEffect, useState } from 'react';

/** `value` once it has stopped changing for `afterMs`. */
export function useSettled<T>(value: T, afterMs: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    if (Object.is(settled, value)) return;
    const timer = setTimeout(() => setSettled(value), afterMs);
    return () => clearTimeout(timer);
  }, [value, settled, afterMs]);
  return settled;
}

/**
 * Text that is committed by `commit`, or once typing pauses for `pauseMs`. When `value` changes elsewhere (Back, a link), the typed text
 * follows.
 */
export function useTypedText(value: string, onCommit: (value: string) => void, pauseMs?: number) {
  const [typed, onChange] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    if (value.trim() !== typed.trim()) onChange(value);
  }
  const commit = () => typed.trim() !== value.trim() && onCommit(typed.trim());
  const settled = useSettled(typed, pauseMs ?? 0);
  useEffect(() => {
    if (pauseMs !== undefined && settled === typed && settled.trim() !== value.trim()) onCommit(settled.trim());
  }, [pauseMs, settled, typed, value, onCommit]);
  return { typed, onChange, commit };
}
