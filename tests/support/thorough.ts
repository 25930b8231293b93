/** The share of their cases that tests with arbitrary input try: 1 before a release, a quarter in `.ci/run`. */
export const share: number = Number(process.env['THOROUGH'] ?? 0.05);
