/** How large one operation may be, counted after fragments are expanded (design.md, request limits). */
export interface OperationLimits {
  readonly tokens: number;
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
  readonly fields: number;
  /** Representations in one `_entities`. */
  readonly entities: number;
}
