import { pino } from 'pino';
import { readEnvironment, StartRefusal } from './environment.ts';
import { startGateway } from './start-gateway.ts';

try {
  const env = readEnvironment(process.env);
  const log = pino({ level: env.LOG_LEVEL, base: { process: 'gateway' } });
  const gateway = await startGateway(env, log);
  log.info({ origin: gateway.origin }, 'the gateway listens');
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, async () => {
      await gateway.stop();
      process.exit(0);
    });
  }
} catch (error) {
  console.error(error instanceof StartRefusal ? error.message : error);
  process.exit(1);
}
