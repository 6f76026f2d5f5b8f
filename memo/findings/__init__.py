"""Intake: a findings file becomes a frozen `FindingSet`, or all its faults are named at once."""
