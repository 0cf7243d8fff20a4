import { ApiError, type User } from '@business-m/sdk';
import { Button, Callout, Dialog, Field, TextInput, YStack } from '@business-m/ui';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { Mark } from '../desk/mark.tsx';

interface SignInFormProps {
  signIn(email: string, password: string): Promise<void>;
  /** Of the user whose session ended. */
  email?: string;
  action?: ReactNode;
}

interface Faults {
  email?: string;
  password?: string;
  general?: { title: string; detail: string };
}

function SignInForm({ signIn, email: known = '', action }: SignInFormProps) {
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState('');
  const [faults, setFaults] = useState<Faults>({});
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const missing = missingWords(email, password);
    if (missing) return show(missing, form);
    setBusy(true);
    try {
      await signIn(email.trim(), password);
    } catch (error) {
      setBusy(false);
      show(asFaults(error), form);
    }
  }

  function show(next: Faults, form: HTMLFormElement) {
    setFaults(next);
    const field = next.email ? 'email' : next.password ? 'password' : null;
    if (field) form.querySelector<HTMLInputElement>(`input[name=${field}]`)?.focus();
  }

  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <YStack gap="$4">
        {faults.general && (
          <Callout tone="danger" title={faults.general.title}>
            {faults.general.detail}
          </Callout>
        )}
        <Field label="Email" error={faults.email ?? null}>
          {(aria) => (
            <TextInput {...aria} name="email" type="email" autoComplete="username" value={email} onChange={setEmail} autoFocus={!known} />
          )}
        </Field>
        <Field label="Password" error={faults.password ?? null}>
          {(aria) => (
            <TextInput
              {...aria}
              name="password"
              type="password"
              autoComplete="current-password"
              value={password}
              onChange={setPassword}
              autoFocus={known !== ''}
            />
          )}
        </Field>
        <Button type="submit" variant="primary" busy={busy}>
          Sign in
        </Button>
        {action}
      </YStack>
    </form>
  );
}

function missingWords(email: string, password: string): Faults | null {
  if (email.trim() === '') return { email: 'Enter your email address.' };
  return password === '' ? { password: 'Enter your password.' } : null;
}

function asFaults(error: unknown): Faults {
  if (!(error instanceof ApiError)) return { general: { title: 'Sign-in failed', detail: 'Something unexpected happened. Try again.' } };
  const { code, title, detail, field, errors } = error.problem;
  if (code === 'wrong-credentials') return { password: detail };
  const named: Faults = {};
  for (const fault of errors ?? (field ? [{ field, message: detail }] : [])) {
    if (fault.field === 'email' || fault.field === 'password') named[fault.field] = fault.message;
  }
  return named.email || named.password ? named : { general: { title, detail } };
}

export function SignInPage({ signIn }: Pick<SignInFormProps, 'signIn'>) {
  useEffect(() => {
    document.title = 'Sign in · Business M Desk';
  }, []);
  return (
    <main className="shell-sign-in">
      <div className="shell-sign-in-card">
        <Mark size={40} />
        <h1>Business M Desk</h1>
        <p>Sign in to continue.</p>
        <SignInForm signIn={signIn} />
      </div>
    </main>
  );
}

export interface ExpiredDialogProps {
  user: User;
  signIn(email: string, password: string): Promise<void>;
  leave(): void;
}

/** Over the desk, so that what the user typed is still there after signing in again. */
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
