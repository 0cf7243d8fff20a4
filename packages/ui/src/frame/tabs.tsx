import { type KeyboardEvent, type ReactNode, useId } from 'react';

export interface TabItem {
  value: string;
  label: string;
  /** A small figure beside the label. */
  count?: number;
  /** Drawn under the list while this tab is chosen. */
  content?: ReactNode;
}

export interface TabsProps {
  /** What the tabs divide. */
  label: string;
  value: string;
  onChange(value: string): void;
  tabs: readonly TabItem[];
}

/** Tabs by the ARIA pattern: one tab stop, arrows, Home and End choose at once. */
export function Tabs({ label, value, onChange, tabs }: TabsProps) {
  const id = useId();
  const chosen = Math.max(
    0,
    tabs.findIndex((tab) => tab.value === value),
  );
  const content = tabs[chosen]?.content;

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const last = tabs.length - 1;
    const to = { ArrowRight: chosen === last ? 0 : chosen + 1, ArrowLeft: chosen === 0 ? last : chosen - 1, Home: 0, End: last }[event.key];
    const tab = to === undefined ? undefined : tabs[to];
    if (!tab || to === undefined) return;
    event.preventDefault();
    onChange(tab.value);
    event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')[to]?.focus();
  };

  return (
    <div className="desk-tab-group">
      <div role="tablist" aria-label={label} className="desk-tabs" onKeyDown={onKeyDown}>
        {tabs.map((tab, index) => (
          <button
            key={tab.value}
            type="button"
            role="tab"
            id={`${id}-${tab.value}`}
            aria-selected={index === chosen}
            aria-controls={content !== undefined && index === chosen ? `${id}-panel` : undefined}
            tabIndex={index === chosen ? 0 : -1}
            className="desk-tab"
            onClick={() => onChange(tab.value)}
          >
            {tab.label}
            {tab.count !== undefined && <span className="desk-tab-count">{tab.count}</span>}
          </button>
        ))}
      </div>
      {content !== undefined && (
        <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${tabs[chosen]?.value}`} className="desk-tab-panel">
          {content}
        </div>
      )}
    </div>
  );
}
