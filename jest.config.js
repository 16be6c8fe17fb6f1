// The compiled tests run: what is tested is what ships, to the byte.
export default {
  rootDir: 'dist/test',
  testMatch: ['**/*.test.js'],
  transform: {},
  testEnvironment: 'node',
  testTimeout: 20_000,
};
