import type { Dispatcher } from 'undici';

/** Where a running replica is reached. */
export interface Endpoint {
  readonly url: string;
  /** Connections of this life of the process only: they die with it. */
  readonly dispatcher: Dispatcher;
}

/** A place for one process of the service, which lives many lives in it. */
export interface Replica {
  readonly name: string;
  /** Null while nobody listens. */
  endpoint: Endpoint | null;
}
