import 'reflect-metadata';
import { Arg, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { federate } from '../../../src/resolvers/federate.js';
import { DEPRECATED_PRODUCT, PRODUCTS, RESEARCH, USER } from './products.data.js';
import { DeprecatedProduct, Inventory, Product, User } from './products.types.js';

/** The suite (1.2.1) knows no later version than 2.3. */
const LINK = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@composeDirective", "@extends", "@external", "@key",
    "@inaccessible", "@interfaceObject", "@override", "@provides", "@requires", "@shareable", "@tag"])
  @link(url: "https://myspecs.dev/myCustomDirective/v1.0", import: ["@custom"])
  @composeDirective(name: "@custom")

directive @custom on OBJECT
`;

@Resolver(() => Product)
class ProductResolver {
  @Query(() => Product, { nullable: true })
  product(@Arg('id', () => ID) id: string): Product | null {
    return PRODUCTS.find((product) => product.id === id) ?? null;
  }

  @Query(() => DeprecatedProduct, { nullable: true, deprecationReason: 'Use product query instead' })
  deprecatedProduct(
    @Arg('sku', () => String) sku: string,
    @Arg('package', () => String) packageName: string,
  ): DeprecatedProduct | null {
    return findDeprecated({ sku, package: packageName });
  }
}

@Resolver(() => User)
class UserResolver {
  @Directive('@requires(fields: "totalProductsCreated yearsOfEmployment")')
  @FieldResolver(() => Int, { nullable: true })
  averageProductsCreatedPerYear(@Root() { totalProductsCreated, yearsOfEmployment }: User): number | null {
    return totalProductsCreated === null ? null : Math.round(totalProductsCreated / yearsOfEmployment);
  }
}

function findDeprecated(key: { sku: string; package: string }): DeprecatedProduct | null {
  const isIt = key.sku === DEPRECATED_PRODUCT.sku && key.package === DEPRECATED_PRODUCT.package;
  return isIt ? DEPRECATED_PRODUCT : null;
}

type ProductKey = Partial<Pick<Product, 'id' | 'sku' | 'package' | 'variation'>>;

function findProduct({ id, sku, package: packageName, variation }: ProductKey): Product | null {
  const isIt = (product: Product) => {
    if (id !== undefined) return product.id === id;
    if (packageName !== undefined) return product.sku === sku && product.package === packageName;
    return product.sku === sku && product.variation?.id === variation?.id;
  };
  return PRODUCTS.find(isIt) ?? null;
}

/** The suite's `products` subgraph, on the code that makes this service's own. */
export function buildProducts() {
  return federate({
    resolvers: [ProductResolver, UserResolver],
    orphanedTypes: [Inventory],
    link: LINK,
    references: {
      Product: { __resolveReference: findProduct },
      DeprecatedProduct: { __resolveReference: findDeprecated },
      ProductResearch: {
        __resolveReference: ({ study: { caseNumber } }: { study: { caseNumber: string } }) =>
          RESEARCH.find(({ study }) => study.caseNumber === caseNumber) ?? null,
      },
      User: {
        __resolveReference: (given: Partial<User>) =>
          given.email === USER.email ? { ...USER, ...given } : null,
      },
      Inventory: {
        __resolveReference: ({ id }: { id: string }) => ({ id, deprecatedProducts: [DEPRECATED_PRODUCT] }),
      },
    },
  });
}
