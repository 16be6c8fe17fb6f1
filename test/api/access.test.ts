import {
  CheckRenewalDocument,
  CreditsDocument,
  IspsDocument,
  RenewalDocument,
  RenewalsDocument,
  RenewDocument,
  SubscriberDocument,
} from '../../client/generated/graphql.js';
import { API_KEYS, startService, type TestService } from '../support/service.js';

describe('access in live mode', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.stop());

  const operations = {
    subscriber: (apiKey: string | null) =>
      service.ask(SubscriberDocument, { slug: 'vns', username: 'plain' }, { apiKey }),
    renew: (apiKey: string | null) =>
      service.ask(RenewDocument, { offerId: 'x', idempotencyKey: 'k' }, { apiKey }),
    renewal: (apiKey: string | null) => service.ask(RenewalDocument, { id: 'x' }, { apiKey }),
    renewals: (apiKey: string | null) => service.ask(RenewalsDocument, {}, { apiKey }),
    checkRenewal: (apiKey: string | null) => service.ask(CheckRenewalDocument, { id: 'x' }, { apiKey }),
    credits: (apiKey: string | null) => service.ask(CreditsDocument, undefined, { apiKey }),
  };

  test.each(Object.entries(operations))('%s is not for anybody without a key', async (_name, call) => {
    const { errors } = await call(null);
    expect(errors[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED', retryable: false });
  });

  test.each([
    ['renew', API_KEYS.reader],
    ['renewal', API_KEYS.reader],
    ['renewals', API_KEYS.reader],
    ['checkRenewal', API_KEYS.reader],
    ['credits', API_KEYS.shop],
  ] as const)('%s needs its scope', async (name, apiKey) => {
    const { errors } = await operations[name](apiKey);
    expect(errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', retryable: false });
  });

  test('a wrong key is refused whatever is asked, with 401', async () => {
    const { status, errors } = await service.ask(IspsDocument, undefined, { apiKey: 'wrong' });
    expect({ status, code: errors[0]?.extensions['code'] }).toEqual({ status: 401, code: 'UNAUTHENTICATED' });
  });

  test('an operator may do everything, and sees the credit exact', async () => {
    const { data } = await operations.credits(API_KEYS.operator);
    expect(data?.credits.available).toMatch(/^9995286593\.37663$/);
  });

  test('no schema is shown: neither introspection nor suggestions', async () => {
    const { errors } = await service.ask('{ __schema { types { name } } }');
    expect(errors[0]?.message).toMatch(/introspection/i);
    const wrong = await service.ask('{ ispz { slug } }');
    expect(JSON.stringify(wrong.errors)).not.toContain('isps');
  });
});
