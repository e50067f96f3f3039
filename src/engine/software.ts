/** Names the program in files, reports and requests. The version is that of package.json (a test holds them together). */
export const SOFTWARE = { name: 'Cityclip', version: '0.1.0' } as const;
