import { ApiError, companyToday } from '@business-m/sdk';
import { Button, EmptyState, Icon } from '@business-m/ui';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useDesk } from '../desk/desk-context.tsx';
import { DeskLink } from '../desk/desk-link.tsx';
import { isLargeFleet, navigation } from '../navigation/navigation.ts';
import { forgetPlaces, type RecentPlace, recentPlaces } from '../navigation/recent-places.ts';

/** Cards shown of a large fleet. */
const CARDS = 12;

const today = () =>
  new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    Date.parse(companyToday()),
  );

/** What was opened last, less what has gone since. */
function useRecent(): RecentPlace[] {
  const { api, resolution, user } = useDesk();
  const [places, setPlaces] = useState(() => recentPlaces(user.email, resolution));
  const asked = useRef(places);
  useEffect(() => {
    for (const place of asked.current) {
      api.get(place.source).catch((error: unknown) => {
        if (!(error instanceof ApiError) || ![403, 404].includes(error.problem.status)) return;
        forgetPlaces(user.email, [place]);
        setPlaces((all) => all.filter((each) => each !== place));
      });
    }
  }, [api, user.email]);
  return places;
}

export function StartPage() {
  const { resolution, user } = useDesk();
  const sections = useMemo(() => navigation(resolution), [resolution]);
  const [limit, setLimit] = useState(isLargeFleet(resolution) ? CARDS : sections.length);
  const recent = useRecent();
  return (
    <div className="shell-start">
      <h1>Welcome{user.name && `, ${user.name.split(' ')[0]}`}</h1>
      <p className="shell-start-day">{today()}</p>
      {sections.length === 0 && resolution.disabled.length === 0 && (
        <EmptyState
          icon="inbox"
          title="Nothing here for you yet"
          detail="Your account has no screens. Ask whoever runs this desk to give you a role."
        />
      )}
      {recent.length > 0 && (
        <section className="shell-recent" aria-labelledby="start-recent">
          <h2 id="start-recent">Recently opened</h2>
          <ul>
            {recent.map(({ to, title, entry }) => (
              <li key={to}>
                <DeskLink to={to}>
                  <span>{title}</span>
                  <small>{entry}</small>
                </DeskLink>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="shell-cards">
        {sections.slice(0, limit).map(({ scope, title, groups }) => (
          <section key={scope} className="shell-card" aria-labelledby={`start-${scope}`}>
            <h2 id={`start-${scope}`}>{title}</h2>
            <ul>
              {groups.flatMap(({ entries }) =>
                entries.map(({ to, title: name, icon }) => (
                  <li key={to}>
                    <DeskLink to={to}>
                      <Icon name={icon} size={18} />
                      <span>{name}</span>
                      <Icon name="chevron-right" size={14} />
                    </DeskLink>
                  </li>
                )),
              )}
            </ul>
          </section>
        ))}
        {resolution.disabled.slice(0, Math.max(limit, CARDS)).map(({ scope, title, message }) => (
          <section key={scope} className="shell-card" aria-labelledby={`start-${scope}`}>
            <h2 id={`start-${scope}`}>{title}</h2>
            <p>{message}</p>
          </section>
        ))}
      </div>
      {sections.length > limit && (
        <Button variant="quiet" onPress={() => setLimit(limit + CARDS)}>
          {`Show ${Math.min(CARDS, sections.length - limit)} more of ${sections.length}`}
        </Button>
      )}
    </div>
  );
}
