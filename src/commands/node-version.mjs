// Older versions cannot run TypeScript, so this check is JavaScript and runs first.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`This needs Node 22.18 or later, not ${process.version}. npm installs Node 24 by a script of the package “node”:
if that was skipped (--ignore-scripts), run “npm rebuild node --ignore-scripts=false”, or install Node 24.`);
  process.exit(1);
}
