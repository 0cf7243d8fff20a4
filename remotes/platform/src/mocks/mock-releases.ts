/** The same version of the same remote is always the same bytes. */
export function releaseId(scope: string, version: string): string {
  let hash = 2_166_136_261;
  for (const character of `${scope} ${version}`) hash = Math.imul(hash ^ character.charCodeAt(0), 16_777_619) >>> 0;
  const hex = hash.toString(16).padStart(8, '0');
  return `${version}-${hex}${hex.slice(0, 4)}`;
}
