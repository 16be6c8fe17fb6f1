// The compiled tests run: what is tested is what ships, to the byte.
export default {
  rootDir: 'dist/test',
  testMatch: ['**/*.test.js'],
  // They need packages that the service does not; see jest.supergraph.config.js.
  testPathIgnorePatterns: ['<rootDir>/supergraph/'],
  transform: {},
  testEnvironment: 'node',
  testTimeout: 20_000,
};
