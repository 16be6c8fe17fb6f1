import { startSandbox } from './sandbox.js';
import type { SandboxOptions } from './sandbox-contract.js';

/** Reads SANDBOX_PORT, SANDBOX_TOKEN, SANDBOX_DLR_URL and HOST; empty ones count as unset. */
function readOptions(env: NodeJS.ProcessEnv): SandboxOptions {
  const port = env['SANDBOX_PORT'] || '4010';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new Error('SANDBOX_PORT must be 0 to 65535');
  return {
    port: Number(port),
    host: env['HOST'] || '127.0.0.1',
    ...(env['SANDBOX_TOKEN'] && { token: env['SANDBOX_TOKEN'] }),
    ...(env['SANDBOX_DLR_URL'] && { dlrUrl: env['SANDBOX_DLR_URL'] }),
  };
}

async function main(): Promise<void> {
  const sandbox = await startSandbox(readOptions(process.env));
  const stop = () => {
    sandbox.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.stdout.write(`The sandbox upstream listens on ${sandbox.url}
Its token is ${sandbox.token}

Point the service at it:
  HASHCNET_BASE_URL=${sandbox.url} HASHCNET_TOKEN=${sandbox.token} hashcnet-graphql serve     (npm start in a clone)
(That is the service's live mode, which wants an OFFER_SECRET and API keys too.)

Its subscribers, each with a shape or fault of its own: ${sandbox.url}/__sandbox/subscribers
`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
