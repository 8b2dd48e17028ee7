Feature: Reviews

  @R-002.24 @R-002.25
  Scenario: Who bought a product reviews it, and the shop follows
    Given the vendor "Anna"
    And a product of "Anna" that search knows
    And the shopper "Rosa" bought it
    When "Rosa" gives it 4 stars
    Then the product shows 1 review with 4 stars on average
    And search finds it from 4 stars on, and not from 5 on
    When "Rosa" reviews it again
    Then it is refused with "REVIEW_EXISTS"

  @R-002.24
  Scenario: Who did not buy it is heard elsewhere
    Given the vendor "Anna"
    And a product of "Anna" that search knows
    When the shopper "Otto" gives it 1 star
    Then it is refused with "PURCHASE_REQUIRED"
    And the product shows 0 reviews with 0 stars on average

  @R-002.24 @R-002.25
  Scenario: An operator hides a review with a reason, and the vendor answers once
    Given the vendor "Anna"
    And a product of "Anna" that search knows
    And the shopper "Rosa" bought it
    And "Rosa" gives it 1 star
    When "Anna" answers "We will send another one"
    Then the answer stands under the review
    When "Anna" answers "We did nothing wrong"
    Then it is refused with "REVIEW_ANSWERED"
    When an operator hides the review because of "Insults"
    Then the product shows 0 reviews with 0 stars on average
    And search finds it without stars
    And "Rosa" reads why: "Insults"
