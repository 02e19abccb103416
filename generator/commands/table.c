#include "commands/command.h"

/* The table of commands: to add one, write its file and a row here. */
const struct command commands[] = {
    {"build", "", 0, "make the website, the PDFs and the letters", "ComdjOcNBqG", command_build},
    {"check", "", 0, "read everything and tell what is wrong, or could be better", "CdjqJEKG", command_check},
    {"markdown", "[FILE]", 1, "show how one Markdown text is rendered", "CfG", command_markdown},
    {"template", "LAYOUT --data FILE", 1, "fill a layout with data", "DPLG", command_template},
    {"schema", "", 0, "the content format: every file and field", "JG", command_schema},
    {0},
};
