/** The shape of an area's copy: the same keys, any sentence. Chinese files are typed with it against the English ones. */
export type Shape<T> = { readonly [K in keyof T]: T[K] extends string ? string : Shape<T[K]> }
