/** Words that make a key private when it is one of them or ends in one: `accessToken`, `set-cookie`, `userEmail`. */
const privateEndings = [
  ...[
    'password',
    'passwordhash',
    'token',
    'secret',
    'secretkey',
    'authorization',
    'cookie',
    'apikey',
    'privatekey',
  ],
  ...['email', 'phone', 'phonenumber', 'address', 'street', 'birthdate', 'dateofbirth'],
  ...['cardnumber', 'cvc', 'cvv', 'iban'],
]

// "Name" alone is a person's; with anything else before it (serviceName, fileName) it mostly is not.
const privateNames = [
  'name',
  'firstname',
  'lastname',
  'fullname',
  'givenname',
  'familyname',
  'username',
  'holdername',
]

const known = new Map<string, boolean>()
const knownMax = 2_000

/** Whether what stands under this key is never written. Keys repeat, so each is looked at once. */
export function isPrivateKey(key: string): boolean {
  const remembered = known.get(key)
  if (remembered !== undefined) return remembered
  const word = key.toLowerCase().replace(/[^a-z0-9]/g, '')
  const forms = [word, word.replace(/s$/, ''), word.replace(/es$/, '')]
  const isPrivate = forms.some(
    (form) => privateNames.includes(form) || privateEndings.some((ending) => form.endsWith(ending)),
  )
  // Keys can come from outside (a map by id); the memory of them must not grow with that.
  if (known.size < knownMax) known.set(key, isPrivate)
  return isPrivate
}
