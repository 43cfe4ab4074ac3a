"""What Skillshire is measured against, each in the mode its own documentation recommends."""
