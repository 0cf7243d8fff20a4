import type { User } from '@business-m/sdk';
import { Button, Dialog } from '@business-m/ui';
import { SignInForm } from './sign-in-form.tsx';

export interface ExpiredDialogProps {
  user: User;
  signIn(email: string, password: string): Promise<void>;
  leave(): void;
}

/** Over the desk, not in its place: what the user was typing is still there after signing in again. */
export function ExpiredDialog({ user, signIn, leave }: ExpiredDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={() => {}}
      size="small"
      title="You have been signed out"
      description="Sign in again to go on where you were. Nothing you typed is lost."
    >
      <SignInForm
        signIn={signIn}
        email={user.email}
        action={
          <Button variant="quiet" onPress={leave}>
            Leave instead
          </Button>
        }
      />
    </Dialog>
  );
}
