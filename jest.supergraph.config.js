import base from './jest.config.js';

// Needs the packages of examples/supergraph, which the service itself does not: `npm run test:supergraph`.
export default { ...base, testMatch: ['<rootDir>/test/supergraph/**/*.test.js'], testPathIgnorePatterns: [] };
