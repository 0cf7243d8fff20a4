import { z } from 'zod/mini';

/** All users, in basis points. */
export const ALL_BPS = 10_000;

/** A share of users in basis points: 500 is 5 %. Whole, from none to all. */
export const shareBpsSchema = z
  .int()
  .check(z.minimum(0, 'a share is at least 0 basis points'), z.maximum(ALL_BPS, 'a share is at most 10000 basis points'));
