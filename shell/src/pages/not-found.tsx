import { Button } from '@business-m/ui';
import { useRouter } from '@tanstack/react-router';
import { useDesk, usePlace } from '../desk/desk-context.tsx';

/** The address belongs to a remote that is switched off, or to no screen of this user. */
export function NotFound() {
  const { resolution } = useDesk();
  const { pathname } = usePlace();
  const { history } = useRouter();
  const disabled = resolution.disabled.find(({ scope }) => pathname.split('/')[1] === scope);
  return (
    <section className="shell-state">
      <h1>{disabled ? `${disabled.title} is switched off` : 'There is no such page'}</h1>
      <p>{disabled ? disabled.message : 'The address may be mistyped, or your account may not have this screen.'}</p>
      <Button variant="primary" onPress={() => history.push('/')}>
        Go to the start page
      </Button>
    </section>
  );
}
