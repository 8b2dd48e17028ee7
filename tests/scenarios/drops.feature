Feature: A drop opens at its second, and sells its slice and nothing else

  @R-004.21
  Scenario: Before the opening, open, sold out
    Given the vendor "Anna" with a product of which 3 are left
    And the people "Dora" and "Emil" with an account each
    And a drop of 2 units, up to 2 for each person, that opens in 2 seconds
    Then the drop is "coming"
    When "Dora" puts 1 unit of the drop into a basket
    Then the answer is "DROP_NOT_OPEN" and says when it opens
    When the drop has opened
    Then the drop is "open"
    When "Dora" buys 2 units in the drop
    Then the drop becomes "sold_out"
    When "Emil" puts 1 unit of the drop into a basket
    Then the answer is "SOLD_OUT"

  @R-004.21
  Scenario: A guest, a basket from before, and more than a share
    Given the vendor "Anna" with a product of which 5 are left
    And the people "Dora" and "Emil" with an account each
    And a guest "Gina"
    And "Dora" has a priced basket with the product
    And a drop of 5 units, up to 2 for each person, that opens in 1 seconds
    When the drop has opened
    And "Dora" orders the basket from before
    Then the answer is "SOLD_OUT"
    When "Gina" puts 1 unit of the drop into a basket
    Then the answer is "ACCOUNT_REQUIRED"
    When "Emil" buys 2 units in the drop
    And "Emil" puts 1 unit of the drop into a basket
    Then the answer is "LIMIT_REACHED"

  @R-004.21
  Scenario: A drop that is ended gives the rest back to normal sale
    Given the vendor "Anna" with a product of which 3 are left
    And the people "Dora" and "Emil" with an account each
    And a drop of 3 units, up to 1 for each person, that opens in 1 seconds
    When the drop has opened
    And "Dora" buys 1 unit in the drop
    And the operator ends the drop
    Then the drop becomes "ended"
    When "Emil" puts 1 unit of the drop into a basket
    Then the answer is "DROP_ENDED"
    And "Emil" buys 2 units in normal sale
