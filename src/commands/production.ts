// Imported before all else by what builds: configuration is read as it is imported. What runs the build
// may have set these otherwise; what is built is always what is published.
process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
process.env['NODE_ENV'] = 'production';
for (const name of ['PROD', 'DEV', 'MODE', 'SSR', 'BASE_URL']) delete process.env[name];
