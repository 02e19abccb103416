/* All letters of a site, and how far each has been sent. For `send` and `sent` without a letter. */
#ifndef COMMANDS_SENDINGS_H
#define COMMANDS_SENDINGS_H

#include "commands/command.h"

/* Prints a line a letter, newest last; returns the exit status. */
int list_sendings(const struct options *options);

#endif
