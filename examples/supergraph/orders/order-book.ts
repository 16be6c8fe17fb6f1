import { randomUUID } from 'node:crypto';

export interface Order {
  readonly id: string;
  readonly placedAt: string;
  readonly slug: string;
  readonly username: string;
  readonly renewalId: string | null;
}

export interface OrderBook {
  place(subscriber: { slug: string; username: string }): Order;
  find(id: string): Order | null;
  listFor(subscriber: { slug: string; username: string }): Order[];
  /** @throws Error when there is no such order. */
  noteRenewal(order: { orderId: string; renewalId: string }): Order;
}

const MAX_ORDERS = 1000;

/** Orders in memory, the oldest forgotten first: enough for an example, and for nothing else. */
export function createOrderBook(): OrderBook {
  const orders = new Map<string, Order>();
  return {
    place({ slug, username }) {
      const order = { id: randomUUID(), placedAt: new Date().toISOString(), slug, username, renewalId: null };
      const [oldest] = orders.keys();
      if (orders.size >= MAX_ORDERS && oldest !== undefined) orders.delete(oldest);
      orders.set(order.id, order);
      return order;
    },
    find: (id) => orders.get(id) ?? null,
    listFor: ({ slug, username }) =>
      [...orders.values()].filter((order) => order.slug === slug && order.username === username),
    noteRenewal({ orderId, renewalId }) {
      const order = orders.get(orderId);
      if (order === undefined) throw new Error('There is no such order.');
      const noted = { ...order, renewalId };
      orders.set(orderId, noted);
      return noted;
    },
  };
}
