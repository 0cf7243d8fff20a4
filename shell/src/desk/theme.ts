import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { recall, remember } from './remembered.ts';

export type ThemeChoice = 'light' | 'dark' | 'system';

/** Read by the inline script of index.html too. */
const KEY = 'desk-theme';

const systemIsDark = () => window.matchMedia('(prefers-color-scheme: dark)');

export interface Appearance {
  theme: 'light' | 'dark';
  choice: ThemeChoice;
  choose(choice: ThemeChoice): void;
}

export function useAppearance(): Appearance {
  const [choice, setChoice] = useState(remembered);
  const dark = useSyncExternalStore(followSystem, () => systemIsDark().matches);
  const theme = choice === 'system' ? (dark ? 'dark' : 'light') : choice;
  useEffect(() => {
    document.body.className = `t_${theme}`;
  }, [theme]);
  return useMemo(() => {
    const choose = (next: ThemeChoice) => {
      setChoice(next);
      remember(KEY, next);
    };
    return { theme, choice, choose };
  }, [theme, choice]);
}

function remembered(): ThemeChoice {
  const value = recall(KEY);
  return value === 'light' || value === 'dark' ? value : 'system';
}

function followSystem(listener: () => void): () => void {
  const query = systemIsDark();
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}
