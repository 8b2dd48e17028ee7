export { Button, buttonClass } from './components/button.tsx'
export { CheckField, SelectField, TextArea, TextField } from './components/field.tsx'
export { Icon, type IconName } from './components/icon.tsx'
export { Mark } from './components/mark.tsx'
export { Notice } from './components/notice.tsx'
export { Picture } from './components/picture.tsx'
export { formatAmount, Price } from './components/price.tsx'
export {
  addLanguage,
  directionOf,
  isLanguage,
  type Language,
  languageDefault,
  languageNames,
  languages,
  splitLanguage,
} from './language.ts'
export { formatMeasure, isSpokenUnit } from './measure.ts'
export { createTexts, localeOf, type Texts } from './texts.ts'
