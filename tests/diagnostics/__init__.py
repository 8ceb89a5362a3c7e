"""What a defect is made of: places, words, order."""
