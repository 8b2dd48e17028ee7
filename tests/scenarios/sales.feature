Feature: Sales

  @R-002.25
  Scenario: A sale is seen in the search while it runs
    Given the vendor "Anna"
    And a product of "Anna" for 2000 that search knows
    When "Anna" reduces it to 1500
    Then search shows it for 1500, before that 2000, at the lowest 2000
    And search finds it among what is reduced
    When "Anna" ends the sale
    Then search shows it for 2000 and not reduced
    And search does not find it among what is reduced
