import { type ReactNode, useId } from 'react';
import { usePopups } from '../popups/load.ts';

export interface TabItem {
  value: string;
  label: string;
  count?: number;
  content?: ReactNode;
}

export interface TabsProps {
  label: string;
  value: string;
  onChange(value: string): void;
  tabs: readonly TabItem[];
}

/** Tabs by the ARIA pattern: one tab stop, arrows, Home and End choose at once. Until what hears those keys is there, they are buttons. */
export function Tabs({ label, value, onChange, tabs }: TabsProps) {
  const id = useId();
  const popups = usePopups(true);
  const chosen = tabs.find((tab) => tab.value === value) ?? tabs[0];
  const idOf = (tab: TabItem | undefined) => `${id}-${tab?.value}`;
  const panel = chosen?.content === undefined ? undefined : `${id}-panel`;
  const list = tabs.map((tab) => ({
    id: idOf(tab),
    className: 'desk-tab',
    'aria-controls': tab === chosen ? panel : undefined,
    children: (
      <>
        {tab.label}
        {tab.count !== undefined && <span className="desk-tab-count">{tab.count}</span>}
      </>
    ),
  }));
  const choose = (tabId: string) => {
    const tab = tabs.find((it) => idOf(it) === tabId);
    if (tab && tab !== chosen) onChange(tab.value);
  };
  return (
    <div className="desk-tab-group">
      {popups ? (
        <popups.TabList label={label} chosen={idOf(chosen)} onChoose={choose} tabs={list} />
      ) : (
        <div role="tablist" aria-label={label} className="desk-tabs">
          {list.map((tab) => (
            <button key={tab.id} type="button" role="tab" aria-selected={tab.id === idOf(chosen)} {...tab} onClick={() => choose(tab.id)} />
          ))}
        </div>
      )}
      {panel && (
        <div role="tabpanel" id={panel} aria-labelledby={idOf(chosen)} className="desk-tab-panel">
          {chosen?.content}
        </div>
      )}
    </div>
  );
}
