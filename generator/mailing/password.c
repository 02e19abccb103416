/* The password of the mail server: from a command, a file or the environment. */
#include "mailing/settings.h"

#include "base/file.h"
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { PASSWORD_LIMIT = 1024 }; /* bytes */

struct command {
    pid_t process;
    int output;
    long end; /* milliseconds of the monotonic clock */
    char bytes[PASSWORD_LIMIT + 2];
    size_t size;
};

static long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* Its words of complaint go to the user's terminal; it may ask there (as password managers do), but not on our input.
 */
static int start(struct command *command, const char *line)
{
    int pipes[2];
    if (pipe2(pipes, O_CLOEXEC) != 0)
        return errno;
    posix_spawn_file_actions_t actions;
    char *arguments[] = {(char[]){"sh"}, (char[]){"-c"}, (char *)(uintptr_t)line, NULL};
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, pipes[1], STDOUT_FILENO);
    int error = posix_spawn(&command->process, "/bin/sh", &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(pipes[1]);
    command->output = pipes[0];
    if (error)
        close(pipes[0]);
    return error;
}

/* True when the output came to its end in time, or is too long for a password. */
static bool read_output(struct command *command)
{
    while (command->size < sizeof command->bytes) {
        struct pollfd wanted = {command->output, POLLIN, 0};
        long left = command->end - now();
        int ready = left > 0 ? poll(&wanted, 1, (int)left) : 0;
        if (ready == 0)
            return false;
        ssize_t got =
            ready < 0 ? -1
                      : read(command->output, command->bytes + command->size, sizeof command->bytes - command->size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got == 0;
        command->size += (size_t)got;
    }
    return true;
}

/* What waitpid tells of it; -1 when it did not end in time and was ended. */
static int finish(struct command *command, bool is_in_time)
{
    enum { PAUSE = 5 * 1000 * 1000 }; /* nanoseconds */
    int status = 0;
    for (pid_t ended = 0; is_in_time && now() < command->end;) {
        ended = waitpid(command->process, &status, WNOHANG);
        if (ended == command->process)
            return status;
        nanosleep(&(struct timespec){0, PAUSE}, NULL);
    }
    kill(command->process, SIGKILL);
    while (waitpid(command->process, &status, 0) < 0 && errno == EINTR)
        ;
    return -1;
}

static bool run(struct arena *arena, const struct smtp_settings *settings, int seconds, struct text *output,
                struct diagnostics *diagnostics)
{
    struct command command = {.end = now() + seconds * 1000L};
    int error = start(&command, text_string(arena, settings->password_command));
    if (error) {
        diagnostic_world(diagnostics, TEXT("/bin/sh"), error, "cannot run the command for the password with");
        return false;
    }
    bool is_in_time = read_output(&command);
    close(command.output);
    int status = finish(&command, is_in_time);
    *output = text_copy(arena, (struct text){command.bytes, command.size});
    /* What is too long is told as that, not as the command that cannot go on writing. */
    if (status == 0 || command.size == sizeof command.bytes)
        return true;
    struct diagnostic *fault;
    if (status < 0)
        fault = diagnostic_error(diagnostics, settings->place,
                                 "the command for the password did not end within %d seconds", seconds);
    else if (WIFSIGNALED(status))
        fault = diagnostic_error(diagnostics, settings->place, "the command for the password was killed by signal %d",
                                 WTERMSIG(status));
    else
        fault = diagnostic_error(diagnostics, settings->place, "the command for the password failed with status %d",
                                 WEXITSTATUS(status));
    diagnostic_hint(diagnostics, fault, "try it in a terminal: %.*s", TEXT_ARGUMENTS(settings->password_command));
    return false;
}

static bool read_file(struct arena *arena, const struct smtp_settings *settings, struct text *output,
                      struct diagnostics *diagnostics)
{
    struct stat status;
    struct text folder = settings->place.source ? path_folder(settings->place.source->path) : (struct text){0};
    struct text file = settings->password_file;
    const char *path = text_string(arena, text_starts_with(file, "/") ? file : path_join(arena, folder, file));
    if (stat(path, &status) == 0 && S_ISREG(status.st_mode) && (status.st_mode & 077)) {
        struct diagnostic *error = diagnostic_error(diagnostics, settings->place,
                                                    "others on this computer can read the password in '%s'", path);
        diagnostic_hint(diagnostics, error, "keep them out: chmod go= %s", path);
        return false;
    }
    return file_read(arena, path, output, diagnostics);
}

static bool check(struct text password, const struct smtp_settings *settings, struct diagnostics *diagnostics)
{
    struct diagnostic *error = NULL;
    bool has_control = utf8_first_invalid(password) < password.size;
    for (size_t i = 0; i < password.size; i++)
        has_control |= (unsigned char)password.bytes[i] < 0x20 || password.bytes[i] == 0x7F;
    if (!password.size)
        error = diagnostic_error(diagnostics, settings->place, "the password is empty");
    else if (password.size > PASSWORD_LIMIT)
        error =
            diagnostic_error(diagnostics, settings->place, "the password is longer than %d characters", PASSWORD_LIMIT);
    else if (has_control)
        error = diagnostic_error(diagnostics, settings->place,
                                 "the password has a second line, or a character that no password has");
    if (error)
        diagnostic_hint(diagnostics, error, "let the command, the file or the variable hold the password alone");
    return !error;
}

static struct text without_line_end(struct text password)
{
    if (text_ends_with(password, "\n"))
        password.size--;
    if (text_ends_with(password, "\r"))
        password.size--;
    return password;
}

bool smtp_password(struct arena *arena, const struct smtp_settings *settings, struct text *password,
                   struct diagnostics *diagnostics)
{
    return smtp_password_within(arena, settings, SMTP_PASSWORD_SECONDS, password, diagnostics);
}

bool smtp_password_within(struct arena *arena, const struct smtp_settings *settings, int seconds, struct text *password,
                          struct diagnostics *diagnostics)
{
    *password = (struct text){0};
    if (!settings->user.size)
        return true;
    const char *variable = getenv("RUNDBREV_SMTP_PASSWORD");
    bool is_read = true;
    if (settings->password_command.size) {
        is_read = run(arena, settings, seconds, password, diagnostics);
    } else if (settings->password_file.size) {
        is_read = read_file(arena, settings, password, diagnostics);
    } else if (variable) {
        *password = text_copy(arena, text_from(variable));
    } else {
        struct diagnostic *error =
            diagnostic_error(diagnostics, settings->place, "nothing tells the password of '%.*s'",
                             TEXT_ARGUMENTS(text_cut(settings->user, 60)));
        diagnostic_hint(diagnostics, error,
                        "write 'password_command: …' or 'password_file: …', or set RUNDBREV_SMTP_PASSWORD");
        return false;
    }
    *password = without_line_end(*password);
    return is_read && check(*password, settings, diagnostics);
}
