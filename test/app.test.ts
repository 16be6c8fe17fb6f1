import { startApp } from '../src/app.js';
import { loadConfig } from '../src/config.js';

describe('the app', () => {
  test('does not let everybody in where money is real, whatever its configuration says', async () => {
    const config = {
      ...loadConfig({
        HASHCNET_BASE_URL: 'http://127.0.0.1:9',
        HASHCNET_TOKEN: 'TEST:token',
        OFFER_SECRET: 'x'.repeat(32),
        API_KEYS_FILE: 'package.json',
        DATABASE_URL: 'sqlite::memory:',
        PORT: '0',
      }),
      apiKeysFile: null,
    };
    await expect(startApp(config)).rejects.toThrow('live mode');
  });
});
