import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * @returns where it listens, such as http://127.0.0.1:4000.
 * @throws Error by the settings' names: the system's own words would quote their values.
 */
export async function listen(
  server: FastifyInstance,
  { host, port }: { host: string; port: number },
): Promise<string> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    const code = (error as { code?: unknown } | null)?.code;
    throw new Error(`it cannot listen at HOST and PORT (${typeof code === 'string' ? code : 'unknown'})`);
  }
  const { address, family, port: boundPort } = server.server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${boundPort}`;
}
