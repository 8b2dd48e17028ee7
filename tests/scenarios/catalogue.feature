Feature: The catalogue

  @R-002.26
  Scenario: A new product waits for approval and is then found by search
    Given the vendor "Anna"
    When "Anna" creates the product "Quartz lantern"
    Then the product is "pending_approval"
    And search does not find "Quartz lantern"
    When an operator approves it
    Then search finds "Quartz lantern"

  @R-002.26
  Scenario: Another vendor cannot touch it
    Given the vendors "Anna" and "Bruno" with a product each
    When "Bruno" changes the product of "Anna"
    Then it is refused with "PRODUCT_NOT_FOUND"

  @R-002.25
  Scenario Outline: Search filters and sorts
    Given the vendor "Anna"
    And the products "Amber bowl" for 1000 and "Amber vase" for 3000 that search knows
    When somebody searches "amber" with "<filter>"
    Then the first found is "<first>" of <total>

    Examples:
      | filter                            | first      | total |
      | sortBy=price&sortOrder=asc        | Amber bowl | 2     |
      | sortBy=price&sortOrder=desc       | Amber vase | 2     |
      | priceMin=2000                     | Amber vase | 1     |
      | priceMax=2000                     | Amber bowl | 1     |
      | inStock=true&sortBy=price&sortOrder=asc | Amber bowl | 2 |
      | limit=1&page=2&sortBy=price&sortOrder=asc | Amber vase | 2 |

  @R-002.25
  Scenario: What sells most comes first, for as long as it stays sold
    Given the vendor "Anna"
    And the products "Cedar bowl" for 1000 and "Cedar vase" for 3000 that search knows
    When the shopper "Rosa" buys 2 of "Cedar bowl"
    Then the most wanted of "cedar" is "Cedar bowl"
    When the shopper "Otto" buys 3 of "Cedar vase"
    Then the most wanted of "cedar" is "Cedar vase"
    When "Otto" cancels the order
    Then the most wanted of "cedar" is "Cedar bowl"

  @R-002.1 @R-002.26
  Scenario: Real products are imported, found and bought together with another vendor's
    Given the vendor "Spree"
    And the vendors "Anna" and "Bruno" with a product each
    And the sample of real products is imported for "Spree", twice
    Then the second import changed nothing
    When a guest finds "espresso machine" of "Spree" and buys it with a product of "Anna" by 3-D Secure card
    Then the order becomes "paid"
    And "Spree" sees its part of the order, and so does "Anna"
