/** Loads the module that the first argument names; without one, nothing: a bare node. */
const name = process.argv[2];
if (name !== undefined) require(name);
