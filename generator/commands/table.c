#include "commands/command.h"

/* The table of commands: to add one, write its file and a row here. */
const struct command commands[] = {
    {"build", "", "make the website, the PDFs and the letters", "ComdjOcNBq", command_build},
    {"check", "", "read everything and tell what is wrong", "Cdjq", command_check},
    {"markdown", "[FILE]", "show how one Markdown text is rendered", "Cf", command_markdown},
    {"template", "LAYOUT --data FILE", "fill a layout with data", "DPL", command_template},
    {"schema", "", "the content format: every file and field", "J", command_schema},
    {0},
};
