import { expect, test } from 'vitest';
import { createRandom, wholeBetween } from '../random.ts';
import { createFrameReader, NotNats } from './frames.ts';
import { messageOf, withoutMessageId } from './message.ts';

const headers = 'NATS/1.0\r\nNats-Msg-Id: wms-7.1\r\nTrace: a:b\r\n\r\n';
const big = 'PUB 7\r\n'.repeat(40_000);
const wire = [
  'INFO {"server_id":"A B","headers":true}\r\n',
  'CONNECT {"verbose":false}\r\nPING\r\n',
  `pub desk.command.ledger.post _INBOX.1.2 11\r\nhello\r\nPUB \r\n`,
  `HPUB a.b _INBOX.9 ${headers.length} ${headers.length + 4}\r\n${headers}\r\n\r\n\r\n`,
  `MSG a.b 12 $JS.ACK.x.1 0\r\n\r\n`,
  `HMSG\ta.b  7 ${headers.length} ${headers.length}\r\n${headers}\r\n`,
  `PUB big ${big.length}\r\n${big}\r\n`,
  '+OK\r\nPONG\r\n',
].join('');

test.each([1, 2, 3, 4, 5, 6, 7, 8])('frames are the same in whatever pieces they arrive (seed %i)', (seed) => {
  const random = createRandom(seed);
  const read = createFrameReader();
  const bytes = Buffer.from(wire);
  const frames = [];
  for (let at = 0; at < bytes.length; ) {
    const size = seed === 1 && at < 1_000 ? 1 : wholeBetween(random, 1, seed * 3_000);
    frames.push(...read(bytes.subarray(at, at + size)));
    at += size;
  }
  expect(frames.map(({ verb }) => verb)).toEqual(['INFO', 'CONNECT', 'PING', 'PUB', 'HPUB', 'MSG', 'HMSG', 'PUB', '+OK', 'PONG']);
  expect(Buffer.concat(frames.map(({ raw }) => raw)).equals(bytes)).toBe(true);
  expect(frames.map(messageOf).filter(Boolean)).toEqual([
    { direction: 'published', subject: 'desk.command.ledger.post', reply: '_INBOX.1.2', messageId: undefined },
    { direction: 'published', subject: 'a.b', reply: '_INBOX.9', messageId: 'wms-7.1' },
    { direction: 'delivered', subject: 'a.b', reply: '$JS.ACK.x.1', messageId: undefined },
    { direction: 'delivered', subject: 'a.b', reply: undefined, messageId: 'wms-7.1' },
    { direction: 'published', subject: 'big', reply: undefined, messageId: undefined },
  ]);
});

test('a copy without its id keeps all else', () => {
  const read = createFrameReader();
  const [frame] = read(Buffer.from(`HPUB a.b _INBOX.9 ${headers.length} ${headers.length + 4}\r\n${headers}\r\n\r\n\r\n`));
  if (!frame) throw new Error('no frame');
  const [copy] = createFrameReader()(withoutMessageId(frame));
  if (!copy) throw new Error('no copy');
  expect(messageOf(copy)).toEqual({ direction: 'published', subject: 'a.b', reply: undefined, messageId: undefined });
  expect(copy.raw.toString()).toBe('HPUB a.b 24 28\r\nNATS/1.0\r\nTrace: a:b\r\n\r\n\r\n\r\n\r\n');
});

test.each(['PUB a 3\r\nabcd\r\n', 'PUB a x\r\n', 'HPUB a 9 3\r\nabc\r\n', `PUB a ${10 ** 9}\r\n`, `X${'x'.repeat(70_000)}`])(
  'what is no NATS is not guessed at: %.20s',
  (text) => {
    expect(() => createFrameReader()(Buffer.from(text))).toThrow(NotNats);
  },
);
