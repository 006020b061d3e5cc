/** Packages that only this part of the library needs; a customer of another cloud does not install them. */
const PEERS = { 'aws-cdk-lib': '^2', constructs: '^10' };

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
  throw new Error(`'byoc-constructs/aws' needs packages that are not installed; run: npm install ${packages}`);
}
