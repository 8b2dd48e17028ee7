import type { PortSettings } from '@rialto/core'

/** The extensions of this installation as services; those that take events by themselves besides. */
export type TenantPorts = {
  readonly extensions?: readonly string[]
  readonly subscribingExtensions?: readonly string[]
}

/** What this service reads of the settings: the composer adds what it loaded. */
export async function openTenantPorts({ config }: PortSettings): Promise<TenantPorts> {
  const namesIn = (field: string) => (config[field] ?? []) as readonly string[]
  return {
    extensions: namesIn('extensionServices'),
    subscribingExtensions: namesIn('subscribingExtensions'),
  }
}
