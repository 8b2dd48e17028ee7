import { type Ctx, feature, refuse, type Tx } from '@rialto/core'
import { updateProfile } from '../contract.ts'
import { normalisePhone, normaliseText, type Person, type Preferences } from '../model/person.ts'
import type { Ports } from '../model/ports.ts'
import { editAccount, findAccount } from '../store/accounts.ts'
import { findPerson, placeOf, updatePerson } from '../store/personal-data.ts'
import { ownId } from './own-id.ts'
import { readProfile } from './read-profile.ts'

type Edit = {
  version: number
  firstName?: string
  lastName?: string
  phone?: string | null
  preferences?: Partial<Preferences>
}

/** What is not named stays; a phone number of null goes. */
export function decide(person: Person, edit: Edit): Person {
  return {
    email: person.email,
    firstName: edit.firstName === undefined ? person.firstName : normaliseText(edit.firstName),
    lastName: edit.lastName === undefined ? person.lastName : normaliseText(edit.lastName),
    phone: edit.phone === undefined ? person.phone : edit.phone && normalisePhone(edit.phone),
  }
}

export default feature(updateProfile, (input, ctx: Ctx<Ports>) => ctx.tx((tx) => write(ctx, tx, input)))

async function write(ctx: Ctx<Ports>, tx: Tx, edit: Edit) {
  const id = ownId(ctx)
  const isEdited = await editAccount(tx, { id, version: edit.version, preferences: edit.preferences ?? {} })
  if (!isEdited && (await findAccount(tx, id))) {
    return refuse('VERSION_CONFLICT', 'The profile was changed elsewhere. Read it again')
  }
  const person = await findPerson(tx, placeOf(ctx), id)
  if (person) await updatePerson(tx, placeOf(ctx), { userId: id, person: decide(person, edit) })
  return readProfile(ctx, tx, id)
}
