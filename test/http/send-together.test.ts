import Fastify, { type FastifyInstance } from 'fastify';
import { sendTogether } from '../../src/http/send-together.js';

describe('answers that are ready in one turn of the event loop', () => {
  let server: FastifyInstance;

  beforeEach(() => {
    server = Fastify();
    sendTogether(server);
  });
  afterEach(() => server.close());

  it('are written after the last of them is ready, each to whom asked', async () => {
    const moments: string[] = [];
    const waiting: (() => void)[] = [];
    server.addHook('onSend', (_request, _reply, payload, next) => {
      moments.push('sent');
      next(null, payload);
    });
    server.get('/:name', async ({ params }) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push(resolve);
      // Each in an event of its own, all of them in one turn, as the provider's answers come.
      if (waiting.length === 3) for (const each of waiting) setImmediate(each);
      await promise;
      moments.push('ready');
      return `for ${(params as { name: string }).name}`;
    });
    const origin = await server.listen({ host: '127.0.0.1', port: 0 });
    const answers = await Promise.all(['a', 'b', 'c'].map((name) => fetch(`${origin}/${name}`)));
    expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(['for a', 'for b', 'for c']);
    expect(moments).toEqual(['ready', 'ready', 'ready', 'sent', 'sent', 'sent']);
  });

  it('are answered as a fault when they turn out to be unfit to be written', async () => {
    server.get('/', async (_request, reply) => reply.header('x-unfit', 'two\nlines').send('text'));
    const origin = await server.listen({ host: '127.0.0.1', port: 0 });
    const { status } = await fetch(origin);
    expect(status).toBe(500);
  });
});
