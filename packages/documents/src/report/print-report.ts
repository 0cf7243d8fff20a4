import { useEffect, useState } from 'react';
import type { Pages } from '../page/page-parts.tsx';

/** More rows than this are no report that somebody reads on paper; the sheet then says that there are more. */
const PAGES_MOST = 50;

/** Opens the browser's print dialog once every page of the report is there. */
export function usePrintReport(pages: Pages | undefined): { busy: boolean; print(): void } {
  const [asked, setAsked] = useState(0);
  const isMissing = asked > 0 && asked <= PAGES_MOST && pages?.hasNextPage === true && !pages.isFetchNextPageError;
  useEffect(() => {
    if (asked === 0 || pages?.isFetchingNextPage) return;
    if (isMissing) {
      setAsked(asked + 1);
      void pages?.fetchNextPage({ cancelRefetch: false });
      return;
    }
    setAsked(0);
    if (!pages?.isFetchNextPageError) window.print();
  }, [asked, isMissing, pages]);
  return { busy: asked > 0, print: () => setAsked(1) };
}
