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
