import { optionName, optionValue } from '@rialto/ui/words'
import type { Product, Variant } from './read-product.ts'

export type ChoiceValue = {
  readonly value: string
  /** As a reader knows it. */
  readonly label: string
  /** The variant that choosing this value leads to. */
  readonly sku: string
  readonly isChosen: boolean
  readonly isSoldOut: boolean
}

export type Choice = {
  readonly name: string
  readonly label: string
  readonly values: readonly ChoiceValue[]
}

/** The variant that was asked for, else the first that can be bought, else the first. */
export function chosenVariant(variants: readonly Variant[], sku: string | null): Variant | undefined {
  return variants.find((one) => one.sku === sku) ?? variants.find(canBeBought) ?? variants[0]
}

/** Stock that cannot be read is no reason to refuse: the bag asks again. */
export function canBeBought(variant: Pick<Variant, 'available' | 'price'>): boolean {
  return variant.price !== null && variant.available !== 0
}

/** What can be chosen of each option, and where each choice leads while the others stay as they are. */
export function choicesOf(
  product: Pick<Product, 'options' | 'variants' | 'words'>,
  chosen: Variant,
): Choice[] {
  return product.options.map((name) => {
    const values = [...new Set(product.variants.map((one) => one.options[name] ?? ''))]
    return {
      name,
      label: optionName(product, name),
      values: values
        .filter((value) => value !== '')
        .map((value) => {
          const target = nearest(
            product.variants.filter((one) => one.options[name] === value),
            chosen,
          )
          return {
            value,
            label: optionValue(product, name, value),
            sku: target?.sku ?? chosen.sku,
            isChosen: chosen.options[name] === value,
            isSoldOut: target === undefined || !canBeBought(target),
          }
        }),
    }
  })
}

/** The variant that has most in common with the chosen one; among equals one that can be bought. */
function nearest(candidates: readonly Variant[], chosen: Variant): Variant | undefined {
  const points = (one: Variant) =>
    Object.entries(chosen.options).filter(([name, value]) => one.options[name] === value).length * 2 +
    Number(canBeBought(one))
  return candidates.toSorted((left, right) => points(right) - points(left))[0]
}
