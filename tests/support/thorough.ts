/** Whether tests of arbitrary input try all that they have, as before a change lands, or some of it. */
export const isThorough: boolean = process.env['THOROUGH'] === '1';
