"""Pure rules of courses: keys, compiling, differences, what follows what. No Django here."""
