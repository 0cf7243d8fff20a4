/** A person who may sign in, as everybody may see them. */
export interface User {
  id: string;
  email: string;
  name: string;
  roles: readonly string[];
  tenant: string;
}

export interface Session {
  user: User;
  /** Of this sign-in; signing out ends it. */
  id: string;
  expiresAt: Date;
}
