Feature: Nothing is promised twice

  @R-002.29
  Scenario: The last unit is wanted by two
    Given the vendor "Anna" with a product of which 1 is left
    And the guests "Gina" and "Hugo"
    When both order it at once
    Then one has an order and the other is told "SOLD_OUT"

  @R-002.30
  Scenario: A promotion at its last use, wanted by ten
    Given the vendor "Anna" with a product of which 50 are left
    And a promotion of 10 percent that may be used once
    When ten guests order with the promotion at once
    Then one of them got it and the others are told "LIMIT_REACHED"

  @R-002.30
  Scenario: The price changes between looking and buying
    Given the vendor "Anna" with a product of which 10 are left
    And a guest "Gina"
    When "Gina" has her basket priced, and "Anna" raises the price, and she changes her basket
    And she submits the first price
    Then the order is refused with "QUOTE_CHANGED" and the new price

  @R-002.27
  Scenario: Other systems read stock with the service token only
    Given the vendor "Anna" with a product of which 7 are left
    Then the stock of the product is 7 with the service token
    And without it the answer is 401
