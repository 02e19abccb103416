# A letter from the plan to the last answer, as its sender meets it, with mail servers that work and that do not.
exec /usr/bin/python3 tests/mailing/life.py
