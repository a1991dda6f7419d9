"""Acts: commands, events and who acts. The vocabulary of every write."""
