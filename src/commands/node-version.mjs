// Older versions cannot read TypeScript: this runs before any of it, and in any version.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`This needs Node 24, and runs in ${process.version}. npm brings Node 24 by a script of the package “node”:
if it was left out (--ignore-scripts), run “npm rebuild node --ignore-scripts=false”, or install Node 24.`);
  process.exit(1);
}
