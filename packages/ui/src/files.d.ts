/** A font as the build serves it. */
declare module '*.woff2?url' {
  const address: string
  export default address
}
