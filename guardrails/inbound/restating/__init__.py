"""Says a customer's problem back to them: their own words, turned to the second person."""
