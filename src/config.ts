import { env } from 'node:process';

/** The content folder: `content`, or what CONTENT_DIR names. */
export const contentFolder: string = env['CONTENT_DIR'] ?? 'content';

/** The path that the site is served under, with a slash at both ends: BASE, or `/`. */
export const base: string = `/${env['BASE'] ?? ''}/`.replace(/\/{2,}/g, '/');

/** The folder that the built site is in, from the project's root: OUT_DIR, or `dist`. */
export const outFolder: string = env['OUT_DIR'] ?? 'dist';
