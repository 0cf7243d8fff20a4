import type { ReactNode } from 'react';

export interface TabItem {
  value: string;
  label: string;
  /** A small figure beside the label. */
  count?: number;
  /** Drawn under the list while this tab is chosen. */
  content?: ReactNode;
}

export interface TabsProps {
  label: string;
  value: string;
  onChange(value: string): void;
  tabs: readonly TabItem[];
}

export function Tabs({ tabs, value }: TabsProps) {
  return <div>{tabs.find((tab) => tab.value === value)?.content}</div>;
}
