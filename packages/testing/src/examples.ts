import type { Result } from '@rialto/core'

/** Who makes a call in the contract loop. `owner` made what is asked for; the strangers must not find it. */
export type Persona =
  | 'operator'
  | 'vendorOwner'
  | 'otherVendor'
  | 'shopper'
  | 'otherShopper'
  | 'guest'
  | 'nobody'
  | 'service'

/** What an example may use to make its input: endpoints only, never SQL. */
export type ExampleWorld = {
  /** Calls an endpoint by its name; a refusal fails the example. */
  call<T>(endpointName: string, input: Record<string, unknown>, as: Persona): Promise<T>
  /** Asks an endpoint by its name and gives the answer back, refused or not. */
  ask<T>(endpointName: string, input: Record<string, unknown>, as: Persona): Promise<Result<T>>
  /** Calls a public endpoint over HTTP semantics until `done` holds, for what happens behind events. */
  until<T>(
    endpointName: string,
    request: { input: Record<string, unknown>; as: Persona },
    done: (value: T) => boolean,
  ): Promise<T>
  /** A text that no other example uses. */
  unique(prefix: string): string
  /** The vendor that `vendorOwner` works for, active, with an agreement. */
  vendorId(): Promise<string>
  /** An active product of that vendor with price (EUR) and stock: ids and SKU. */
  product(): Promise<{ productId: string; variantId: string; sku: string; vendorId: string }>
  /** A paid order of `shopper` over that product; made through cart, checkout and the payment simulator. */
  paidOrder(): Promise<{ orderId: string; number: string; vendorId: string; email: string }>
  /** An order of `shopper` that is not paid yet. */
  pendingOrder(): Promise<{ orderId: string; number: string; vendorId: string }>
}

export type Example = {
  /** Who may do this. The loop also tries nobody, a person without the permission, strangers and another tenant. */
  as: Persona
  /** Makes a valid input. Called anew for each check. */
  make: (world: ExampleWorld) => Promise<Record<string, unknown>>
  /** `mine`: a stranger of the same kind gets 404. `shared`: everybody with the permission may. */
  scope: 'mine' | 'shared'
  /** Input fields that name things of others: the loop checks that strangers' ids are refused. Default: path fields. */
  ids?: readonly string[]
  /** The body that travels as text (webhooks) or as a stream (uploads). */
  content?: (
    world: ExampleWorld,
  ) => Promise<{ text: string; contentType: string; headers?: Record<string, string> }>
}

/** The examples of a service, by endpoint name. An endpoint without one fails the check. */
export type Examples = Readonly<Record<string, Example>>
