import { useEffect } from 'react';
import { Mark } from '../layout/mark.tsx';
import { SignInForm, type SignInFormProps } from './sign-in-form.tsx';

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
