export {
  addLanguage,
  directionOf,
  isLanguage,
  type Language,
  languageDefault,
  languages,
  splitLanguage,
} from './language.ts'
export { createTexts, type Texts } from './texts.ts'
