import { EmptyState, Icon } from '@business-m/ui';
import { useDesk } from '../desk/desk-context.tsx';
import { DeskLink } from '../desk/desk-link.tsx';
import { navigation } from './navigation.ts';

/** Where a user lands: what their desk consists of, one card a remote. */
export function StartPage() {
  const { resolution, user } = useDesk();
  const sections = navigation(resolution);
  return (
    <div className="shell-start">
      <h1>Welcome{user.name && `, ${user.name.split(' ')[0]}`}</h1>
      {sections.length === 0 && resolution.disabled.length === 0 && (
        <EmptyState
          icon="inbox"
          title="Nothing here for you yet"
          detail="Your account has no screens. Ask whoever runs this desk to give you a role."
        />
      )}
      <div className="shell-cards">
        {sections.map(({ scope, title, groups }) => (
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
        {resolution.disabled.map(({ scope, title, message }) => (
          <section key={scope} className="shell-card" aria-labelledby={`start-${scope}`}>
            <h2 id={`start-${scope}`}>{title}</h2>
            <p>{message}</p>
          </section>
        ))}
      </div>
    </div>
  );
}
