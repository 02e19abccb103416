#include "commands/command.h"

#include "base/translate.h"

/* The table of commands: to add one, write its file and a row here. */
const struct command commands[] = {
    {"build", "", 0, N_("make the website, the PDFs and the letters"), "ComdjOcNBHqG", command_build},
    {"check", "", 0, N_("read everything and tell what is wrong, or could be better"), "CdjqJEKG", command_check},
    {"markdown", N_("[FILE]"), 1, N_("show how one Markdown text is rendered"), "CfG", command_markdown},
    {"template", N_("LAYOUT --data FILE"), 1, N_("fill a layout with data"), "DPLG", command_template},
    {"schema", "", 0, N_("the content format: every file and field"), "JG", command_schema},
    {"send", N_("[NETWORK/ROUND/LETTER]"), 1,
     N_("send a newsletter by e-mail; without --really or --test only the plan"), "CTRIYZSVXUFMdjcNqG", command_send},
    {"sent", N_("[NETWORK/ROUND/LETTER]"), 1, N_("who got a letter, who not, and why"), "CjcNqG", command_sent},
    {"replies", N_("FOLDER|MBOX"), 1, N_("read saved replies: bounces, unsubscribes, absences"), "CAIdG",
     command_replies},
    {0},
};
