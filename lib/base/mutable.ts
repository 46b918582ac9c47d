/** A value that is being put together. */
export type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };
