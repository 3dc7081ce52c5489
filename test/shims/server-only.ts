// `server-only` throws outside a server bundle; tests run in Node, so they load this empty module instead.
export {}
