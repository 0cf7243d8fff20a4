import type { NavSection } from './navigation.ts';

export interface FoundScreens {
  sections: readonly NavSection[];
  /** Matching entries, also those beyond the limit. */
  total: number;
}

export type FindScreens = (text: string, limit: number) => FoundScreens;

/** Searches titles of remotes, headings and entries: every word must occur, whatever its case and accents. Prepares them once. */
export function screenFinder(sections: readonly NavSection[]): FindScreens {
  const searched = sections.map((section) => ({
    section,
    groups: section.groups.map(({ title, entries }) => ({
      title,
      entries: entries.map((entry) => ({ entry, text: plain(`${section.title} ${title ?? ''} ${entry.title}`) })),
    })),
  }));
  return function find(text, limit) {
    const words = plain(text).split(' ').filter(Boolean);
    const found: NavSection[] = [];
    let total = 0;
    for (const { section, groups } of searched) {
      const fitting = groups.flatMap(({ title, entries }) => {
        const fit = entries.filter((each) => words.every((word) => each.text.includes(word)));
        const room = Math.max(0, limit - total);
        total += fit.length;
        const shown = fit.slice(0, room).map(({ entry }) => entry);
        return shown.length > 0 ? [{ title, entries: shown }] : [];
      });
      if (fitting.length > 0) found.push({ scope: section.scope, title: section.title, groups: fitting });
    }
    return { sections: found, total };
  };
}

/** `Würth` is found by `wurth`. */
const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/g, ' ').trim();
