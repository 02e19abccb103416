#include "deliver/browser_process.h"

#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PROFILES "/tmp"
#define PROFILE_PREFIX "rundbrev-browser-"

enum { STALE_SECONDS = 3600, ENDING_MILLISECONDS = 2000 };

static bool is_executable(const char *path)
{
    return access(path, X_OK) == 0 && file_kind(path) == FILE_REGULAR;
}

static const char *on_the_path(struct arena *arena, const char *name)
{
    const char *folders = getenv("PATH");
    for (const char *end; folders && *folders; folders = *end ? end + 1 : end) {
        end = strchrnul(folders, ':');
        const char *path = file_path(arena, arena_copy(arena, folders, (size_t)(end - folders)), name);
        if (path[0] == '/' && is_executable(path))
            return path;
    }
    return NULL;
}

const char *browser_find(struct arena *arena, const char *wanted)
{
    /* The shells have no windows, start sooner and print in half the time. */
    static const char *const known[] = {"chromium-headless-shell", "chrome-headless-shell", "chromium",
                                        "chromium-browser",        "google-chrome",         "google-chrome-stable",
                                        "microsoft-edge",          "microsoft-edge-stable"};
    if (wanted && strchr(wanted, '/'))
        return is_executable(wanted) ? arena_copy(arena, wanted, strlen(wanted)) : NULL;
    if (wanted)
        return on_the_path(arena, wanted);
    const char *found = NULL;
    for (size_t i = 0; !found && i < sizeof known / sizeof *known; i++)
        found = on_the_path(arena, known[i]);
    return found;
}

static void add_identity(struct buffer *buffer, const char *path)
{
    struct stat status;
    if (stat(path, &status) == 0)
        buffer_format(buffer, "%s %lld %lld\n", path, (long long)status.st_size, (long long)status.st_mtime);
}

struct text browser_identity(struct arena *arena, const char *path)
{
    /* The packages' start scripts stay the same when the browser itself changes. */
    static const char *const behind_scripts[] = {
        "/usr/lib/chromium/chromium-headless-shell", "/usr/lib/chromium/chromium",
        "/usr/lib/chromium-browser/chromium-browser", "/opt/google/chrome/chrome", "/opt/microsoft/msedge/msedge"};
    struct buffer buffer = {.arena = arena};
    char *real = realpath(path, NULL);
    add_identity(&buffer, real ? real : path);
    for (size_t i = 0; i < sizeof behind_scripts / sizeof *behind_scripts; i++)
        add_identity(&buffer, behind_scripts[i]);
    free(real);
    return buffer_text(&buffer);
}

/* Profiles of runs that were killed with no time to clean up. */
static void remove_stale_profiles(void)
{
    struct arena arena = {0};
    struct diagnostics unseen = {.arena = &arena};
    DIR *directory = opendir(PROFILES);
    struct dirent *entry;
    while (directory && (entry = readdir(directory)) != NULL) {
        struct stat status;
        if (strncmp(entry->d_name, PROFILE_PREFIX, strlen(PROFILE_PREFIX)) != 0)
            continue;
        long pid = strtol(entry->d_name + strlen(PROFILE_PREFIX), NULL, 10);
        bool is_old = fstatat(dirfd(directory), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
                      S_ISDIR(status.st_mode) && status.st_uid == geteuid() &&
                      status.st_mtime + STALE_SECONDS < time(NULL);
        if (is_old && pid > 0 && kill((pid_t)pid, 0) != 0 && errno == ESRCH)
            file_remove_tree(file_path(&arena, PROFILES, entry->d_name), &unseen);
    }
    if (directory)
        closedir(directory);
    arena_release(&arena);
}

typedef ARRAY(char *) string_list;

static void add_string(struct arena *arena, string_list *list, const char *string)
{
    ARRAY_PUSH(arena, list, arena_copy(arena, string, strlen(string)));
}

static char **arguments_of(struct arena *arena, const char *path, const char *folder)
{
    static const char *const fixed[] = {
        "--headless",
        "--remote-debugging-pipe",
        "--no-first-run",
        "--no-default-browser-check",
        "--no-startup-window",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-extensions",
        "--disable-breakpad",
        "--disable-crash-reporter",
        "--disable-crashpad-for-testing",
        "--disable-default-apps",
        "--mute-audio",
        /* No way out: neither names nor addresses lead anywhere, and no proxy resolves them for us. */
        "--no-proxy-server",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--force-color-profile=srgb",
        /* Letters are as wide when a document is fitted as when it is printed. */
        "--font-render-hinting=none",
        "--lang=sv",
    };
    string_list list = {0};
    add_string(arena, &list, path);
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        add_string(arena, &list, fixed[i]);
    add_string(arena, &list, text_format(arena, "--user-data-dir=%s", folder).bytes);
    /* Chromium refuses to start its sandbox as root (as in containers). */
    if (geteuid() == 0)
        add_string(arena, &list, "--no-sandbox");
    ARRAY_PUSH(arena, &list, NULL);
    return list.items;
}

/* The user's language must not decide over fonts, and what it would leave in /tmp goes with its profile. */
static char **environment_of(struct arena *arena, const char *folder)
{
    const char *ours[] = {"LC_ALL=C.UTF-8", "LANGUAGE=sv", text_format(arena, "TMPDIR=%s", folder).bytes};
    string_list list = {0};
    for (size_t i = 0; environ[i]; i++)
        if (strncmp(environ[i], "LC_ALL=", 7) != 0 && strncmp(environ[i], "LANGUAGE=", 9) != 0 &&
            strncmp(environ[i], "TMPDIR=", 7) != 0)
            ARRAY_PUSH(arena, &list, environ[i]);
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        add_string(arena, &list, ours[i]);
    ARRAY_PUSH(arena, &list, NULL);
    return list.items;
}

/* Between fork and exec: only calls that are safe in a child of a program with threads. */
static _Noreturn void become_browser(const char *path, char **arguments, char **environment, int other_end,
                                     pid_t parent)
{
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) /* it died before we asked to die with it */
        _exit(127);
    int nothing = open("/dev/null", O_RDWR);
    int safe = fcntl(other_end, F_DUPFD, 10);
    if (nothing < 0 || safe < 0 || dup2(nothing, 0) < 0 || dup2(nothing, 1) < 0 || dup2(nothing, 2) < 0 ||
        dup2(safe, 3) < 0 || dup2(safe, 4) < 0)
        _exit(127);
    close_range(5, ~0U, 0);
    execve(path, arguments, environment);
    _exit(127);
}

bool process_start(struct process *process, struct arena *arena, const char *path)
{
    int ends[2];
    remove_stale_profiles();
    *process = (struct process){.socket = -1};
    snprintf(process->folder, sizeof process->folder, PROFILES "/" PROFILE_PREFIX "%ld-XXXXXX", (long)getpid());
    if (!mkdtemp(process->folder)) {
        process->folder[0] = '\0';
        return false;
    }
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return false;
    char **arguments = arguments_of(arena, path, process->folder),
         **environment = environment_of(arena, process->folder);
    pid_t parent = getpid(), child = fork();
    if (child == 0)
        become_browser(path, arguments, environment, ends[1], parent);
    close(ends[1]);
    process->socket = ends[0];
    if (child < 0)
        return false;
    setpgid(child, child); /* whichever of the two comes first */
    process->pid = child;
    return true;
}

bool process_lives(const struct process *process)
{
    siginfo_t information = {0};
    /* Left to be waited for, so that its number stays ours until process_stop. */
    if (waitid(P_PID, (id_t)process->pid, &information, WEXITED | WNOHANG | WNOWAIT) != 0)
        return false;
    return information.si_pid == 0;
}

/* True while a process of the group runs. Not kill(-group, 0): that counts the dead that nobody has
 * waited for, and in a container nobody may ever do. */
static bool group_runs(pid_t group)
{
    DIR *processes = opendir("/proc");
    struct dirent *entry;
    bool is_running = false;
    while (processes && !is_running && (entry = readdir(processes)) != NULL) {
        char path[300], line[512] = "";
        snprintf(path, sizeof path, "%s/stat", entry->d_name);
        int descriptor =
            isdigit((unsigned char)entry->d_name[0]) ? openat(dirfd(processes), path, O_RDONLY | O_CLOEXEC) : -1;
        if (descriptor < 0)
            continue;
        ssize_t size = read(descriptor, line, sizeof line - 1);
        close(descriptor);
        /* "pid (name) state parent group …"; the name may hold anything. */
        const char *after = size > 0 ? strrchr(line, ')') : NULL;
        char state;
        int parent, its_group;
        if (after && sscanf(after + 1, " %c %d %d", &state, &parent, &its_group) == 3)
            is_running = its_group == group && state != 'Z' && state != 'X';
    }
    if (processes)
        closedir(processes);
    return is_running;
}

void process_stop(struct process *process)
{
    struct arena arena = {0};
    struct diagnostics unseen = {.arena = &arena};
    const struct timespec moment = {.tv_nsec = 10 * 1000 * 1000};
    if (process->socket >= 0)
        close(process->socket);
    if (process->pid > 0) {
        kill(-process->pid, SIGKILL);
        while (waitpid(process->pid, NULL, 0) < 0 && errno == EINTR)
            ;
        /* Its helpers write to the profile until they are gone. */
        for (int waited = 0; waited < ENDING_MILLISECONDS && group_runs(process->pid); waited += 10)
            nanosleep(&moment, NULL);
    }
    for (int attempt = 0; process->folder[0] && attempt < 5 && !file_remove_tree(process->folder, &unseen); attempt++)
        nanosleep(&moment, NULL);
    process->socket = -1;
    process->pid = 0;
    process->folder[0] = '\0';
    arena_release(&arena);
}
