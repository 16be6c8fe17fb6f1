import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';

/** The types that Apollo's compatibility suite asks a subgraph library to serve, written the way this project writes its own. */

@ObjectType()
export class ProductVariation {
  @Field(() => ID)
  id!: string;
}

@ObjectType()
export class CaseStudy {
  @Field(() => ID)
  caseNumber!: string;

  @Field(() => String, { nullable: true })
  description!: string | null;
}

@Directive('@key(fields: "study { caseNumber }")')
@ObjectType()
export class ProductResearch {
  @Field(() => CaseStudy)
  study!: CaseStudy;

  @Field(() => String, { nullable: true })
  outcome!: string | null;
}

@Directive('@shareable')
@ObjectType()
export class ProductDimension {
  @Field(() => String, { nullable: true })
  size!: string | null;

  @Field(() => Float, { nullable: true })
  weight!: number | null;

  @Directive('@inaccessible')
  @Field(() => String, { nullable: true })
  unit!: string | null;
}

@Directive('@extends')
@Directive('@key(fields: "email")')
@ObjectType()
export class User {
  @Directive('@external')
  @Field(() => ID)
  email!: string;

  @Directive('@override(from: "users")')
  @Field(() => String, { nullable: true })
  name!: string | null;

  @Directive('@external')
  @Field(() => Int, { nullable: true })
  totalProductsCreated!: number | null;

  @Directive('@external')
  @Field(() => Int)
  yearsOfEmployment!: number;
}

@Directive('@key(fields: "sku package")')
@ObjectType()
export class DeprecatedProduct {
  @Field(() => String)
  sku!: string;

  @Field(() => String)
  package!: string;

  @Field(() => String, { nullable: true })
  reason!: string | null;

  @Field(() => User, { nullable: true })
  createdBy!: User | null;
}

@Directive('@custom')
@Directive('@key(fields: "id")')
@Directive('@key(fields: "sku package")')
@Directive('@key(fields: "sku variation { id }")')
@ObjectType()
export class Product {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { nullable: true })
  sku!: string | null;

  @Field(() => String, { nullable: true })
  package!: string | null;

  @Field(() => ProductVariation, { nullable: true })
  variation!: ProductVariation | null;

  @Field(() => ProductDimension, { nullable: true })
  dimensions!: ProductDimension | null;

  @Directive('@provides(fields: "totalProductsCreated")')
  @Field(() => User, { nullable: true })
  createdBy!: User | null;

  @Directive('@tag(name: "internal")')
  @Field(() => String, { nullable: true })
  notes!: string | null;

  @Field(() => [ProductResearch])
  research!: ProductResearch[];
}

@Directive('@interfaceObject')
@Directive('@key(fields: "id")')
@ObjectType()
export class Inventory {
  @Field(() => ID)
  id!: string;

  @Field(() => [DeprecatedProduct])
  deprecatedProducts!: DeprecatedProduct[];
}
