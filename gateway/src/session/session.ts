/** A person who may sign in, as everybody may see them. */
export interface User {
  id: string;
  email: string;
  name: string;
  roles: readonly string[];
  tenant: string;
  /** Where they work: `eu-west`. Bindings of the manifest may name it. */
  region?: string;
}

export interface Session {
  user: User;
  /** Of this sign-in; signing out ends it. */
  id: string;
  expiresAt: Date;
  /** Of the user's password when they signed in. */
  passwordMark: string;
}
