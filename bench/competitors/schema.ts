/** The part of this project's schema that the benchmark asks, as a team would write it for a plain wrapper. */
export const typeDefs = `#graphql
  type Query {
    isps: [Isp!]!
    subscriber(slug: ID!, username: String!): Subscriber
  }
  type Isp {
    slug: ID!
    name: String!
  }
  type Subscriber {
    customerName: String!
    currentPlan: String
    daysRemaining: Int
    plans: [Plan!]!
  }
  type Plan {
    title: String!
    packageCode: String
    isCurrent: Boolean!
    offers: [Offer!]!
  }
  type Offer {
    id: ID!
    durationCode: String!
    durationTitle: String!
    price: Money!
  }
  type Money {
    amount: String!
  }
`;

export interface SubscriberKey {
  readonly slug: string;
  readonly username: string;
}
