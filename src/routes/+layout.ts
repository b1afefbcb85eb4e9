/** Every page is a document: rendered on the server, enhanced by one small script, never hydrated. */
export const csr = false;
