import { TabList as List, Tab, useTabStore } from '@ariakit/react';
import type { ReactNode } from 'react';

export interface TabListProps {
  label: string;
  chosen: string | undefined;
  onChoose(id: string): void;
  tabs: readonly { id: string; className: string; children: ReactNode; 'aria-controls': string | undefined }[];
}

/** One tab stop; arrows, Home and End choose at once. */
export function TabList({ label, chosen, onChoose, tabs }: TabListProps) {
  const store = useTabStore({ selectedId: chosen, setSelectedId: (id) => id && onChoose(id) });
  return (
    <List store={store} aria-label={label} className="desk-tabs">
      {tabs.map((tab) => (
        <Tab key={tab.id} {...tab} />
      ))}
    </List>
  );
}
