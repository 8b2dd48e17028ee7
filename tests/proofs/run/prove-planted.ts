export async function provePlanted(_options: unknown): Promise<number> {
  return 1
}
