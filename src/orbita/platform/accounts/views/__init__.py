"""Pages about people: the own profile, employees, departments, teams, roles."""
