import { type RawBuilder, sql } from 'kysely';

/** Characters that cannot be seen: blanks, control and format characters, fillers, variation selectors, tags. As a bracket of a regular expression. */
const UNSEEN = [
  '\\u0001-\\u0020\\u007f-\\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f\\u2028-\\u202f',
  '\\u205f-\\u206f\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff9-\\ufffb\\U000e0000-\\U000e0fff',
].join('');
/** Accents and points that stand on or under a letter. */
const MARKS = [
  '\\u0300-\\u036f\\u0483-\\u0487\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u0610-\\u061a\\u064b-\\u065f\\u0670',
  '\\u06d6-\\u06dc\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\u3099\\u309a\\ufe20-\\ufe2f',
].join('');
/** Of an entry in an index, together with the id that follows: an entry holds 2,704 bytes. */
const KEY_CHARACTERS = 160;
const LAST_WITH_CASE = 0x1e943;

/**
 * What text is compared by, alike on every engine and whatever the database's collation: PGlite has none for people, and those of a server
 * change with its version. What they answer is stored, so a change of theirs needs functions of another name.
 */
export function keyFunctions(schema: string): RawBuilder<unknown>[] {
  const name = (plain: string) => sql.id(schema, plain);
  const create = (head: RawBuilder<unknown>, body: RawBuilder<unknown>) =>
    sql`create function ${head} returns text language sql immutable strict parallel safe as $body$ ${body} $body$`;
  const [upper, lower] = caseTable();
  return [
    create(
      sql`${name('lower_case')}(value text)`,
      sql.raw(`select case when octet_length(value) = char_length(value) then lower(value collate "C")
        else translate(lower(value collate "C"), '${upper}', '${lower}') end`),
    ),
    // One name, however it is typed: case, width, blanks and what cannot be seen do not count, nor which dash it is.
    create(
      sql`${name('name_key')}(value text)`,
      sql`select translate(replace(${name('lower_case')}(regexp_replace(normalize(value, NFKC), ${sql.raw(`'[${UNSEEN}]'`)}, '', 'g')), 'ß', 'ss'),
        'ς‐‑‒–—―−’', 'σ-------''')`,
    ),
    // The order of a list as people expect it: letters before case and accents, and, where asked for, numbers by their value.
    create(
      sql`${name('plain_text')}(value text)`,
      sql`select translate(translate(
        replace(replace(replace(replace(${name('lower_case')}(
          case when octet_length(value) = char_length(value) then value
          else regexp_replace(normalize(value, NFKD), ${sql.raw(`'[${MARKS}${UNSEEN.replace('\\u0020', '\\u001f')}]'`)}, '', 'g') end
        ), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'øđðłħıŧŋ', 'oddlhitn'), ${sql.raw(`':;<=>?@[\\]^_\`{|}~'`)}, '!!!!!!!!!!!!!!!!!')`,
    ),
    create(
      sql`${name('sort_key')}(value text, numbers boolean)`,
      sql`select left(case when numbers and value ~ '[0-9]'
        then regexp_replace(regexp_replace(${name('plain_text')}(value), '([0-9]+)', '00000000000\\1', 'g'), '0*([0-9]{12,})', '\\1', 'g')
        else ${name('plain_text')}(value) end, ${sql.lit(KEY_CHARACTERS)})`,
    ),
    // Of two names that are written alike: without what stands between letters and digits.
    create(sql`${name('like_key')}(sort_key text)`, sql`select translate(sort_key, ' !"#$%&''()*+,-./', '')`),
  ];
}

/** Capital letters beyond ASCII, and what each is in small. */
function caseTable(): [upper: string, lower: string] {
  let [upper, lower] = ['İ', 'i'];
  for (let point = 0x80; point <= LAST_WITH_CASE; point += 1) {
    if (point >= 0xd800 && point <= 0xdfff) continue;
    const letter = String.fromCodePoint(point);
    const small = letter.toLowerCase();
    if (small === letter || [...small].length !== 1) continue;
    upper += letter;
    lower += small;
  }
  return [upper, lower];
}
