/** What every router here needs. */
export interface RouterOptions {
  readonly supergraphSdl: string;
  /** 0 for any. */
  readonly port: number;
}
