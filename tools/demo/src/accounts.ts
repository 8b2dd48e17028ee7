import type { Account } from './types.ts'

/** The people of the demo; the password is made at the first start and printed. */
export const accounts: Account[] = [
  { email: 'operator@rialto.example', name: 'Olga Ferrante', role: 'operator', language: 'en' },
  {
    email: 'vendor@rialto.example',
    name: 'Marta Zorzi',
    role: 'vendor_owner',
    vendor: 'calle-nove',
    language: 'en',
  },
  {
    email: 'packer@rialto.example',
    name: 'Piero Zorzi',
    role: 'packer',
    vendor: 'calle-nove',
    language: 'en',
  },
  { email: 'shopper@rialto.example', name: 'Sana Lindqvist', role: 'shopper', language: 'en' },
]
