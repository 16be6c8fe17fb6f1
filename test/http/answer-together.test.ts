import Fastify from 'fastify';
import { answerTogether } from '../../src/http/answer-together.js';

describe('answers that are ready in one turn of the event loop', () => {
  it('are sent after the last of them is ready, each to whom asked', async () => {
    const server = Fastify();
    const moments: string[] = [];
    const waiting: (() => void)[] = [];
    server.addHook('onSend', (_request, _reply, payload, next) => {
      moments.push('sent');
      next(null, payload);
    });
    const answer = answerTogether(async ({ params }) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push(resolve);
      // Each in an event of its own, all of them in one turn, as the provider's answers come.
      if (waiting.length === 3) for (const each of waiting) setImmediate(each);
      await promise;
      moments.push('ready');
      return `for ${(params as { name: string }).name}`;
    });
    server.get('/:name', answer);
    const origin = await server.listen({ host: '127.0.0.1', port: 0 });
    const answers = await Promise.all(['a', 'b', 'c'].map((name) => fetch(`${origin}/${name}`)));
    expect(await Promise.all(answers.map((each) => each.text()))).toEqual(['for a', 'for b', 'for c']);
    await server.close();
    expect(moments).toEqual(['ready', 'ready', 'ready', 'sent', 'sent', 'sent']);
  });
});
