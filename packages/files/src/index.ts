export { type CompressedForms, compressForms } from './compress.ts';
export { atomicWrite, orIfAbsent, removeFile, syncFolder, writeDurably } from './durable.ts';
export { type Lock, lockWithin, tryLock } from './lock.ts';
export { makeFolder } from './make-folder.ts';
export { isProcess, type ProcessIdentity, processBirth } from './process-identity.ts';
export { parseS3Address, type S3Address } from './s3-address.ts';
