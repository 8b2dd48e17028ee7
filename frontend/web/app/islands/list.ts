// A list follows its choices at once where there is room to see both; on a phone the sheet is sent when it is done.
const forms = document.querySelectorAll<HTMLFormElement>('form[data-list]')
const wide = matchMedia('(min-width: 64rem)')

for (const form of forms) {
  const buttons = [...form.elements].filter((element) => element.matches('[data-apply]'))
  const update = () => {
    for (const button of buttons)
      (button as HTMLElement).hidden = !form.contains(button) || (wide.matches && form.contains(button))
  }
  update()
  wide.addEventListener('change', update)
  for (const element of form.elements) {
    const isOrder = element.matches('[data-list-order]')
    element.addEventListener('change', () => {
      if (isOrder || wide.matches) form.requestSubmit()
    })
  }
  // What is empty says nothing in an address.
  form.addEventListener('formdata', (event) => {
    for (const [name, value] of [...event.formData]) if (value === '') event.formData.delete(name)
  })
}

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && location.hash === '#filters') location.hash = 'products'
})

export {}
