/** A share of users, as counted. */
export interface Tally {
  users: number;
  failed: number;
}

/** Of the normal distribution: 99 % lie within it on both sides. */
const Z = 2.575829;

/**
 * Between which shares the true one lies, 99 times of 100 (Wilson's score interval, E. B. Wilson 1927): right also for few users and for
 * shares near none and all, where the textbook's ± is not.
 */
export function wilsonInterval({ users, failed }: Tally): { lower: number; upper: number } {
  if (users === 0) return { lower: 0, upper: 1 };
  const share = failed / users;
  const spread = Z * Math.sqrt((share * (1 - share)) / users + (Z * Z) / (4 * users * users));
  const centre = share + (Z * Z) / (2 * users);
  const scale = 1 + (Z * Z) / users;
  return { lower: Math.max(0, (centre - spread) / scale), upper: Math.min(1, (centre + spread) / scale) };
}
