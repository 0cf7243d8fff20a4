interface ImportMetaEnv {
  /** Version of each shared package, put in by shellConfig(). */
  readonly DESK_PROVIDED: Readonly<Record<string, string>>;
}
