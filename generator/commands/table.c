#include "commands/command.h"

/* The table of commands: to add one, write its file and a row here. */
const struct command commands[] = {
    {"build", "", 0, "make the website, the PDFs and the letters", "ComdjOcNBq", command_build},
    {"check", "", 0, "read everything and tell what is wrong", "Cdjq", command_check},
    {"markdown", "[FILE]", 1, "show how one Markdown text is rendered", "Cf", command_markdown},
    {"template", "LAYOUT --data FILE", 1, "fill a layout with data", "DPL", command_template},
    {"schema", "", 0, "the content format: every file and field", "J", command_schema},
    {0},
};
