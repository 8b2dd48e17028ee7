declare module 'virtual:react-router/server-build' {
  const build: import('react-router').ServerBuild
  export = build
}

/** Addresses of the scripts that pages use, by the name of their file in `islands/`. */
declare module 'virtual:islands' {
  export const islands: Readonly<Record<string, string>>
}
