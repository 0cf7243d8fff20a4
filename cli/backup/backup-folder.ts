import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, createGzip } from 'node:zlib';
import { atomicWrite, makeFolder, orIfAbsent, syncFolder } from '@business-m/files';
import { DeskFailure } from '../desk-failure.ts';
import { BACKUP_FILE, type Backup, type BackupTable, fileOf, parseBackup, printBackup } from './backup-file.ts';

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;
/** Of `backup.json`, in which the documents of the manifest and 10,000 users have room. */
const DESCRIPTION_LIMIT_BYTES = 256 * 1_048_576;

export type WrittenFile = Pick<BackupTable, 'bytes' | 'unpackedBytes' | 'sha256'> & { rows: number };

export type BackupWriter = Awaited<ReturnType<typeof createBackupFolder>>;

/** Makes the folder of a backup, which nobody else may read. Refuses one that holds anything. */
export async function createBackupFolder(folder: string) {
  const found = await readdir(folder).catch(orIfAbsent(() => null));
  if (found !== null && found.length > 0) {
    const what = found.includes(BACKUP_FILE) ? 'holds a backup already' : 'is not empty (perhaps a backup that was broken off)';
    throw new DeskFailure(`${folder} ${what}: name a folder that is empty, or is yet to be made.`);
  }
  try {
    makeFolder(folder, FOLDER_MODE);
  } catch (error) {
    const sentence = `${folder} cannot be made (${(error as NodeJS.ErrnoException).code}): name a folder that you may write to.`;
    throw new DeskFailure(sentence, { cause: error });
  }
  const scopes = new Set<string>();
  return {
    /** Writes the rows of a table, a page of lines at a time. On the disk when it resolves. */
    async writeTable(scope: string, table: string, pages: AsyncIterable<string>): Promise<WrittenFile> {
      await mkdir(join(folder, scope), { recursive: true, mode: FOLDER_MODE });
      scopes.add(scope);
      const path = join(folder, fileOf(scope, table));
      const hash = createHash('sha256');
      let [bytes, unpackedBytes, rows] = [0, 0, 0];
      const counted = async function* () {
        for await (const page of pages) {
          const buffer = Buffer.from(page);
          unpackedBytes += buffer.length;
          for (const byte of buffer) if (byte === NEW_LINE) rows += 1;
          yield buffer;
        }
      };
      const hashed = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          bytes += chunk.length;
          hash.update(chunk);
          done(null, chunk);
        },
      });
      await pipeline(
        Readable.from(counted()),
        createGzip({ level: constants.Z_DEFAULT_COMPRESSION }),
        hashed,
        createWriteStream(path, { flags: 'wx', mode: FILE_MODE }),
      )
        .then(() => syncFile(path))
        .catch(explainDisk(folder));
      return { bytes, unpackedBytes, sha256: hash.digest('hex'), rows };
    },
    /** Makes a backup of it. */
    async finish(backup: Backup): Promise<void> {
      for (const scope of scopes) await syncFolder(join(folder, scope));
      await atomicWrite(join(folder, BACKUP_FILE), printBackup(backup), { mode: FILE_MODE }).catch(explainDisk(folder));
      await syncFolder(dirname(folder));
    },
    /** Removes what was written; a folder that was there stays. */
    async discard(): Promise<void> {
      for (const name of [BACKUP_FILE, ...scopes]) await rm(join(folder, name), { recursive: true, force: true });
      if (found === null) await rm(folder, { recursive: true, force: true });
    },
  };
}

const NEW_LINE = 0x0a;

const DISK: Readonly<Record<string, string>> = {
  ENOSPC: 'its disk is full',
  EDQUOT: 'there is no room left for this user',
  EROFS: 'its disk can only be read',
  EIO: 'its disk does not work',
};

/** Says in words what a disk refuses; other faults are thrown as they are. */
const explainDisk = (folder: string) => (error: unknown) => {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (!Object.hasOwn(DISK, code)) throw error;
  throw new DeskFailure(`${folder} cannot be written: ${DISK[code]} (${code}).`, { cause: error });
};

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Reads what a folder says of itself, without looking at its rows. */
export async function readDescription(folder: string): Promise<{ backup: Backup; seal: string }> {
  const path = join(folder, BACKUP_FILE);
  const found = await lstat(path).catch(orIfAbsent(() => null));
  if (found === null) throw new DeskFailure(`${folder} is no backup: it has no ${BACKUP_FILE}. One that was broken off has none.`);
  if (!found.isFile() || found.size > DESCRIPTION_LIMIT_BYTES) throw new DeskFailure(`${path} is not that of a backup of the desk.`);
  return parseBackup(await readFile(path, 'utf8'));
}

/** Looks at every byte of a backup. @throws DeskFailure naming the first file that is not as it was written */
export async function checkFolder(folder: string): Promise<{ backup: Backup; seal: string }> {
  const description = await readDescription(folder);
  const { domains } = description.backup;
  const expected = new Map(
    Object.entries(domains).flatMap(([scope, { tables }]) =>
      Object.entries(tables).map(([table, entry]) => [fileOf(scope, table), { scope, table, entry }] as const),
    ),
  );
  await refuseStrangers(folder, new Set(expected.keys()), new Set(Object.keys(domains)));
  for (const [file, { scope, table, entry }] of expected) {
    const columns = domains[scope]?.shape.tables.find(({ name }) => name === table)?.columns.map(({ name }) => name) ?? [];
    await checkFile(folder, file, entry, columns);
  }
  return description;
}

async function refuseStrangers(folder: string, files: ReadonlySet<string>, scopes: ReadonlySet<string>): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const name = join(entry.parentPath, entry.name).slice(join(folder, '/').length).replaceAll('\\', '/');
    const belongs = entry.isDirectory() ? scopes.has(name) : entry.isFile() && (name === BACKUP_FILE || files.has(name));
    if (!belongs) throw new DeskFailure(`${name} is not part of the backup: take it out of the folder.`);
  }
}

async function checkFile(folder: string, file: string, entry: BackupTable, columns: readonly string[]): Promise<void> {
  const path = join(folder, file);
  const size = (await lstat(path).catch(orIfAbsent(() => null)))?.size;
  if (size === undefined) throw new DeskFailure(`${file} is missing.`);
  if (size !== entry.bytes)
    throw new DeskFailure(`${file} has ${size} bytes and was written with ${entry.bytes}: it was cut off or changed.`);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  if (hash.digest('hex') !== entry.sha256) throw new DeskFailure(`${file} was changed after it was written: its hash does not fit.`);
  const wanted = JSON.stringify(columns.toSorted());
  let rows = 0;
  for await (const lines of readPages(folder, file, entry)) {
    for (const line of lines) {
      rows += 1;
      if (JSON.stringify(keysOf(line)?.toSorted()) !== wanted) throw new DeskFailure(`${file}: line ${rows} is not a row of its table.`);
    }
  }
  if (rows !== entry.rows) throw new DeskFailure(`${file} has ${rows} rows and was written with ${entry.rows}.`);
}

function keysOf(line: string): string[] | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : null;
  } catch {
    return null;
  }
}

const PAGE_CHARACTERS = 1_048_576;
/** A request has at most 1 MiB, of which a document and its answer are made. */
const LINE_CHARACTERS = 32 * 1_048_576;
const CHUNK_BYTES = 262_144;

/** The rows of a table as they were written, a page at a time. Unpacks no more than was packed. */
export async function* readPages(folder: string, file: string, { unpackedBytes }: BackupTable): AsyncGenerator<string[]> {
  const source = createReadStream(join(folder, file)).pipe(createGunzip({ chunkSize: CHUNK_BYTES }));
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let [read, characters, page] = [0, 0, [] as string[]];
  /** Of the line that has not ended yet. */
  let [parts, length] = [[] as string[], 0];
  const damaged = (cause?: unknown) =>
    new DeskFailure(`${file} cannot be unpacked into what was packed (${unpackedBytes} bytes).`, { cause });
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      read += chunk.length;
      if (read > unpackedBytes) throw damaged();
      const [first = '', ...others] = decoder.decode(chunk, { stream: true }).split('\n');
      parts.push(first);
      length += first.length;
      if (length > LINE_CHARACTERS) throw new DeskFailure(`${file} has a line that is longer than any row.`);
      for (const other of others) {
        page.push(parts.length === 1 ? (parts[0] as string) : parts.join(''));
        characters += length;
        [parts, length] = [[other], other.length];
        if (characters < PAGE_CHARACTERS) continue;
        yield page;
        [page, characters] = [[], 0];
      }
    }
  } catch (error) {
    throw error instanceof DeskFailure ? error : damaged(error);
  } finally {
    source.destroy();
  }
  if (read !== unpackedBytes || length > 0) throw damaged();
  if (page.length > 0) yield page;
}
