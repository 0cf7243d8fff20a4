import type { Resolution } from '@business-m/contract';
import { Button, Icon, TextInput } from '@business-m/ui';
import { type KeyboardEvent, useDeferredValue, useMemo, useRef, useState } from 'react';
import { screenFinder } from './find-screens.ts';
import { NavGroupList } from './nav-group-list.tsx';
import type { NavSection } from './navigation.ts';

/** Remotes shown at first, and added by each press on “Show more”. */
const STEP = 30;
const FOUND_MAX = 50;

export interface LargeNavigationProps {
  sections: readonly NavSection[];
  disabled: Resolution['disabled'];
  /** Of the current screen. */
  scope: string | undefined;
  current: string | undefined;
  collapsed: boolean;
  onFollow?: () => void;
}

/** The navigation of a large fleet: the current remote, a search, and the other remotes folded. */
export function LargeNavigation({ sections, disabled, scope, current, collapsed, onFollow }: LargeNavigationProps) {
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text);
  const nav = useRef<HTMLElement>(null);
  const here = sections.find((section) => section.scope === scope);
  const isSearching = wanted.trim() !== '';
  // Created by the first search: it reads every title.
  const find = useMemo(() => (isSearching ? screenFinder(sections) : null), [sections, isSearching]);
  const found = find?.(wanted, FOUND_MAX) ?? null;
  const draw = { current, collapsed, onFollow };

  if (collapsed) {
    return (
      <nav aria-label="Main">
        {here && (
          <section aria-label={here.title}>
            <NavGroupList groups={here.groups} {...draw} />
          </section>
        )}
      </nav>
    );
  }
  return (
    <nav ref={nav} aria-label="Main" onKeyDown={(event) => moveAmongLinks(event, nav.current)}>
      <search className="shell-find" onKeyDown={(event) => event.key === 'Escape' && setText('')}>
        <TextInput type="search" icon="search" value={text} onChange={setText} placeholder="Find a screen" aria-label="Find a screen" />
        <p role="status">{found && foundInWords(found.total)}</p>
      </search>
      {found ? (
        found.sections.map((section) => (
          <section key={section.scope} aria-label={section.title}>
            <h2>{section.title}</h2>
            <NavGroupList groups={section.groups} {...draw} />
          </section>
        ))
      ) : (
        <>
          {here && <FoldedSection key={`here ${here.scope}`} section={here} startsOpen {...draw} />}
          <FoldedSections sections={here ? sections.filter((section) => section !== here) : sections} {...draw} />
          <SwitchedOff disabled={disabled} />
        </>
      )}
    </nav>
  );
}

type Drawing = Pick<LargeNavigationProps, 'current' | 'collapsed'> & { onFollow: (() => void) | undefined };

function FoldedSections({ sections, ...draw }: Drawing & { sections: readonly NavSection[] }) {
  const [limit, setLimit] = useState(STEP);
  const more = Math.min(STEP, sections.length - limit);
  return (
    <>
      {sections.slice(0, limit).map((section) => (
        <FoldedSection key={section.scope} section={section} {...draw} />
      ))}
      {more > 0 && (
        <Button size="small" variant="quiet" onPress={() => setLimit(limit + STEP)}>
          {`Show ${more} more of ${sections.length}`}
        </Button>
      )}
    </>
  );
}

function FoldedSection({ section, startsOpen = false, ...draw }: Drawing & { section: NavSection; startsOpen?: boolean }) {
  const [isOpen, setOpen] = useState(startsOpen);
  return (
    <section className="shell-folded" aria-label={section.title}>
      <h2>
        <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <span>{section.title}</span>
        </button>
      </h2>
      {isOpen && <NavGroupList groups={section.groups} {...draw} />}
    </section>
  );
}

function SwitchedOff({ disabled }: Pick<LargeNavigationProps, 'disabled'>) {
  if (disabled.length === 0) return null;
  const named = disabled.slice(0, 10).map(({ title }) => title);
  const others = disabled.length - named.length;
  return (
    <p className="shell-disabled">
      <Icon name="ban" />
      <span>{`Switched off: ${named.join(', ')}${others > 0 ? ` and ${others} more` : ''}`}</span>
    </p>
  );
}

function foundInWords(total: number): string {
  if (total === 0) return 'No screen has such a title.';
  if (total > FOUND_MAX) return `The first ${FOUND_MAX} of ${total} screens`;
  return total === 1 ? '1 screen' : `${total} screens`;
}

/** Arrows move between search and results; Enter in the search follows the first result. */
function moveAmongLinks(event: KeyboardEvent, nav: HTMLElement | null): void {
  if (!nav || event.altKey || event.ctrlKey || event.metaKey) return;
  const { target } = event;
  const inSearch = target instanceof HTMLInputElement;
  const stops = [...nav.querySelectorAll<HTMLElement>('input[type=search], section a, section button')];
  const at = target instanceof HTMLElement ? stops.indexOf(target) : -1;
  if (event.key === 'Enter' && inSearch && target.value.trim() !== '') nav.querySelector<HTMLElement>('section a')?.click();
  else if (event.key === 'ArrowDown' && at >= 0) stops[at + 1]?.focus();
  else if (event.key === 'ArrowUp' && at > 0) stops[at - 1]?.focus();
  else return;
  event.preventDefault();
}
