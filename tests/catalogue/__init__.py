"""Tests of the shipped definitions themselves."""
