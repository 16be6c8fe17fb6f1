import type { DeprecatedProduct, Product, ProductResearch, User } from './products.types.js';

/** The records that the suite expects to find; it compares by value. */
export const USER: User = {
  email: 'support@apollographql.com',
  name: 'Jane Smith',
  totalProductsCreated: 1337,
  yearsOfEmployment: 10,
};

export const DEPRECATED_PRODUCT: DeprecatedProduct = {
  sku: 'apollo-federation-v1',
  package: '@apollo/federation-v1',
  reason: 'Migrate to Federation V2',
  createdBy: USER,
};

export const RESEARCH: readonly ProductResearch[] = [
  { study: { caseNumber: '1234', description: 'Federation Study' }, outcome: null },
  { study: { caseNumber: '1235', description: 'Studio Study' }, outcome: null },
];

const DIMENSIONS = { size: 'small', weight: 1, unit: 'kg' };

export const PRODUCTS: readonly Product[] = [
  {
    id: 'apollo-federation',
    sku: 'federation',
    package: '@apollo/federation',
    variation: { id: 'OSS' },
    dimensions: DIMENSIONS,
    createdBy: USER,
    notes: null,
    research: RESEARCH.slice(0, 1),
  },
  {
    id: 'apollo-studio',
    sku: 'studio',
    package: '',
    variation: { id: 'platform' },
    dimensions: DIMENSIONS,
    createdBy: USER,
    notes: null,
    research: RESEARCH.slice(1),
  },
];
