// A list follows its choices at once where there is room to see both; on a phone the sheet is sent when it is done.
// The page that comes then stands where the last one stood, at the control that was used.
type Place = { readonly path: string; readonly name: string; readonly value: string; readonly top: number }

const placeKey = 'rialto-list-place'
const wide = matchMedia('(min-width: 64rem)')

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-list]')) {
  returnTo(form)
  for (const element of form.elements) {
    const isOrder = element.matches('[data-list-order]')
    element.addEventListener('change', () => {
      if (!isOrder && !wide.matches) return
      const { name, value } = element as HTMLInputElement
      const place: Place = { path: location.pathname, name, value: isOrder ? '' : value, top: scrollY }
      sessionStorage.setItem(placeKey, JSON.stringify(place))
      form.requestSubmit()
    })
  }
  // What is empty says nothing in an address.
  form.addEventListener('formdata', (event) => {
    for (const [name, value] of [...event.formData]) if (value === '') event.formData.delete(name)
  })
}

function returnTo(form: HTMLFormElement) {
  const kept = sessionStorage.getItem(placeKey)
  sessionStorage.removeItem(placeKey)
  if (kept === null) return
  const place = JSON.parse(kept) as Place
  if (place.path !== location.pathname) return
  const used = [...form.elements].find((element) => {
    const { name, value } = element as HTMLInputElement
    return name === place.name && (place.value === '' || value === place.value)
  })
  if (used instanceof HTMLElement) used.focus({ preventScroll: true })
  scrollTo(0, place.top)
}

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && location.hash === '#filters') location.hash = 'products'
})

export {}
