/* Runs a fuzz target over the files named on the command line, without any fuzzer. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int run(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        return 1;
    }
    uint8_t *bytes = malloc(16 * 1024 * 1024);
    size_t size = fread(bytes, 1, 16 * 1024 * 1024, file);
    int error = ferror(file);
    fclose(file);
    if (!error)
        LLVMFuzzerTestOneInput(bytes, size);
    free(bytes);
    return error != 0;
}

int main(int count, char **arguments)
{
    int failures = count < 2;
    for (int i = 1; i < count; i++)
        failures += run(arguments[i]);
    return failures != 0;
}
