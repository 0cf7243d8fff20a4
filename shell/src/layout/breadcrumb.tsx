import { DeskLink } from '../desk/desk-link.tsx';
import { useMatch, usePlace } from '../desk/place.ts';
import { trail } from './trail.ts';

export function Breadcrumb() {
  const match = useMatch();
  const { pathname } = usePlace();
  const crumbs = match ? trail(match, pathname) : [];
  return (
    <nav className="shell-breadcrumb" aria-label="Breadcrumb">
      <ol>
        {crumbs.map(({ title, to }, index) => (
          <li key={[index, title].join()} {...(index === crumbs.length - 1 ? { 'aria-current': 'page' } : {})}>
            {to ? (
              <DeskLink to={to} className="shell-crumb">
                {title}
              </DeskLink>
            ) : (
              <span>{title}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
