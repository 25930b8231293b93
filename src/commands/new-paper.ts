import { cpSync, existsSync, readdirSync } from 'node:fs';
import { argv } from 'node:process';
import { toShell } from './shell.ts';

const [, , folder] = argv;

if (!folder) {
  console.error('Name the folder to create: npm run new-paper -- papers/mine');
  process.exitCode = 1;
} else if (existsSync(folder) && readdirSync(folder).length > 0) {
  console.error(`${folder}/ is not empty: name an empty or a new folder`);
  process.exitCode = 1;
} else {
  cpSync(new URL('./template', import.meta.url), folder, { recursive: true });
  console.log(`${folder}/ contains a paper of two sections to overwrite. To see it, run

  CONTENT_DIR=${toShell(folder)} npm run dev`);
}
