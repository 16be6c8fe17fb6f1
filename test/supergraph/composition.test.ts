import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildSchema } from 'graphql';

describe('the supergraph', () => {
  test.each(['hive', 'apollo'])(
    'composes with the %s library, from files alone and without a hint',
    async (name) => {
      const { stdout, stderr } = await promisify(execFile)(process.execPath, ['print-supergraph.ts', name], {
        cwd: join(process.cwd(), 'examples/supergraph'),
      });
      expect(stderr).toBe('');
      for (const hint of ['@cost(weight: 20)', '@listSize(assumedSize: 14)', '@tag(name: "operator")']) {
        expect(stdout).toContain(hint);
      }
      const supergraph = buildSchema(stdout, { assumeValid: true });
      for (const field of [
        'Subscriber.orders',
        'Renewal.order',
        'Order.renewal',
        'Query.order',
        'Mutation.renew',
      ]) {
        const [typeName = '', fieldName = ''] = field.split('.');
        const type = supergraph.getType(typeName);
        expect([field, type !== undefined && 'getFields' in type && fieldName in type.getFields()]).toEqual([
          field,
          true,
        ]);
      }
    },
  );
});
