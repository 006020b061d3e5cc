/** Packages that only this part of the library needs. */
const PEERS = { cdk8s: '^2', 'cdk8s-plus-28': '^2', constructs: '^10' };

const missing = Object.entries(PEERS).filter(([name]) => {
  try {
    require.resolve(name);
    return false;
  } catch {
    return true;
  }
});

if (missing.length > 0) {
  const packages = missing.map(([name, range]) => `${name}@${range}`).join(' ');
  throw new Error(`'byoc-constructs/kubernetes' needs packages that are not installed; run: npm install ${packages}`);
}
