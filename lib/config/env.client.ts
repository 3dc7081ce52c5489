/**
 * What is fixed when the browser's code is built. Endpoints and addresses are not among it: they come from the server at
 * run time, so that one build serves any deployment.
 */
// The bundler replaces the name where it stands, so it is written out.
export const clientEnv: Readonly<{ local: boolean }> = { local: process.env.SLUICE_LOCAL === '1' }
