/** Whether tests with arbitrary input try everything, as before a change is merged, or only a part. */
export const isThorough: boolean = process.env['THOROUGH'] === '1';
